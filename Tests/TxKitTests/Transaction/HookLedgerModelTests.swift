import Testing

@testable import TxKit

/// Random sequences of frames and hooks against a tree that remembers how every frame ended.
@Suite struct HookLedgerModelTests {
    /// Keeps everything that ever was, and says of each hook from the fates of the frames around it what is to become
    /// of it. Nothing is moved from frame to frame, as the ledger does it.
    struct Tree {
        enum Fate { case open, kept, rolledBack }

        struct Registered {
            let frame: Int
            let kind: HookLedger<Int>.Kind
        }

        private(set) var parents: [Int: Int] = [:]
        private(set) var fates: [Int: Fate] = [:]
        private(set) var hooks: [Registered] = []
        private var fired: Set<Int> = []

        mutating func open(_ frame: Int, in parent: Int?) {
            parents[frame] = parent
            fates[frame] = .open
        }

        mutating func add(_ kind: HookLedger<Int>.Kind, to frame: Int) -> Int {
            hooks.append(Registered(frame: frame, kind: kind))
            return hooks.count - 1
        }

        /// Ends a frame and gives the hooks that are due because of it, in the order of registration.
        mutating func end(_ frame: Int, _ fate: Fate) -> [Int] {
            fates[frame] = fate
            let due = hooks.indices.filter { isDue(hooks[$0]) && !fired.contains($0) }
            fired.formUnion(due)
            return due
        }

        private func isDue(_ hook: Registered) -> Bool {
            let around = sequence(first: hook.frame, next: { parents[$0] }).map { fates[$0]! }
            switch hook.kind {
            case .afterCommit: return around.allSatisfy { $0 == .kept }
            case .afterRollback: return around.contains(.rolledBack)
            }
        }
    }

    @Test("a hook fires exactly when the fates of the frames around it say so, in the order of registration")
    func againstTree() throws {
        for seed in 1...300 {
            var generator = SeededGenerator(seed: seed)
            var ledger = HookLedger<Int>()
            var tree = Tree()
            var open: [Int] = []
            var last = 0
            func end(_ fate: Tree.Fate, of frame: Int, below: Int?) throws {
                let due: [Int]
                switch (fate, below) {
                case (.kept, let below?):
                    ledger.release(FrameID(number: frame), into: FrameID(number: below))
                    due = []
                case (.kept, nil): due = ledger.commit(FrameID(number: frame))
                case (_, _): due = ledger.rollBack(FrameID(number: frame))
                }
                let expected = tree.end(frame, fate)
                try #require(due == expected, "seed \(seed), frame \(frame) \(fate)")
            }
            for _ in 0..<60 {
                switch Int.random(in: 0..<10, using: &generator) {
                case 0..<3 where open.count < 6:
                    last += 1
                    tree.open(last, in: open.last)
                    open.append(last)
                case 3..<7:
                    // A handle of an outer block may be used while an inner one is open.
                    guard let frame = open.randomElement(using: &generator) else { continue }
                    let kind: HookLedger<Int>.Kind = generator.chance(60) ? .afterCommit : .afterRollback
                    ledger.add(tree.add(kind, to: frame), kind, to: FrameID(number: frame))
                case 7:
                    // A block ends while blocks inside it are open: all of them roll back, from the innermost.
                    guard let bottom = open.indices.randomElement(using: &generator) else { continue }
                    while open.count > bottom { try end(.rolledBack, of: open.removeLast(), below: open.last) }
                default:
                    guard let frame = open.popLast() else { continue }
                    try end(generator.chance(70) ? .kept : .rolledBack, of: frame, below: open.last)
                }
                if open.isEmpty { try #require(ledger.isEmpty, "seed \(seed): hooks outlive their transaction") }
            }
        }
    }
}
