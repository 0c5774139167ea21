/// Where the current task's databases get their sessions, when it is not their pools: bound by a test's sandbox.
package enum SourceBindings {
    @TaskLocal package static var current: [ObjectIdentifier: any SessionSource] = [:]
}
