import Foundation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Small questions to the file system.
enum Files {
    /// What identifies a file, whatever it is called.
    struct Identity: Equatable {
        let device: UInt64
        let inode: UInt64
        let owner: UInt32
        let isFolder: Bool

        init(_ facts: stat) {
            device = UInt64(truncatingIfNeeded: facts.st_dev)
            inode = UInt64(truncatingIfNeeded: facts.st_ino)
            owner = UInt32(facts.st_uid)
            isFolder = (UInt32(facts.st_mode) & UInt32(S_IFMT)) == UInt32(S_IFDIR)
        }
    }

    static func exists(_ path: String) -> Bool { identity(ofPath: path) != nil }

    static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

    static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    /// Facts about what the path names, without following a link at its end.
    static func identity(ofPath path: String) -> Identity? {
        var facts = stat()
        return lstat(path, &facts) == 0 ? Identity(facts) : nil
    }

    static func identity(ofDescriptor descriptor: Int32) -> Identity? {
        var facts = stat()
        return fstat(descriptor, &facts) == 0 ? Identity(facts) : nil
    }

    /// The file's text, or nil when it cannot be read.
    static func text(of path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A name beside `path` that nothing else has.
    static func besides(_ path: String, _ purpose: String) -> String {
        "\(path).\(purpose).\(getpid()).\(String(UInt32.random(in: .min ... .max), radix: 36))"
    }

    /// Removes a folder so that nobody sees half of it: under another name first.
    static func removeFolder(_ path: String) {
        let doomed = besides(path, "old")
        guard rename(path, doomed) == 0 else { return }
        try? FileManager.default.removeItem(atPath: doomed)
    }

    /// Removes what processes left beside `path` that were killed while they worked there.
    static func removeRemains(of path: String, purpose: String, olderThan age: TimeInterval) {
        let parent = (path as NSString).deletingLastPathComponent
        let prefix = (path as NSString).lastPathComponent + ".\(purpose)."
        for name in names(in: parent) where name.hasPrefix(prefix) {
            let remains = parent + "/" + name
            let changed = try? FileManager.default.attributesOfItem(atPath: remains)[.modificationDate] as? Date
            guard let changed, changed.timeIntervalSinceNow <= -age else { continue }
            try? FileManager.default.removeItem(atPath: remains)
        }
    }

    /// The error number as text, for messages.
    static func reason(_ number: Int32 = errno) -> String { String(cString: strerror(number)) }
}
