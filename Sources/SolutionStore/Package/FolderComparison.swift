// Which files of a solution a folder holds already: texts are made by one thread, and what lies there is listed and read by another.

internal import Bindings
internal import SolutionCore
internal import Synchronization

/// Compares contents with the files of a folder.
final class FolderComparison: Sendable {
    /// Some contents, and which files they are to be.
    private struct Batch: Sendable {
        var files: [(number: Int, path: String, bytes: [UInt8])] = []
        var size = 0
    }

    /// Enough for the thread to be worth waking.
    private static let limit = 1 << 18

    private let folder: String
    private let worker = WorkerThread()
    private let same = Mutex<Set<Int>>([])
    private let listing = Mutex<Result<FolderSnapshot, StoreError>?>(nil)

    private init(_ folder: String) { self.folder = folder }

    /// What is in the folder, and the numbers of the files that are there with their contents. What is reached through a link counts too.
    static func same(_ files: [UnpackedSolution.File], in folder: String) throws(StoreError) -> (snapshot: FolderSnapshot, same: Set<Int>) {
        let comparison = FolderComparison(folder)
        defer { comparison.worker.stop() }
        let isListed = comparison.worker.take { comparison.list() }
        var batch = Batch()
        for (number, file) in files.enumerated() {
            let bytes = try file.bytes()
            batch.size += bytes.count
            batch.files.append((number, file.path, bytes))
            if batch.size >= limit || batch.files.count >= 256 {
                comparison.pass(batch)
                batch = Batch()
            }
        }
        comparison.compare(batch)
        comparison.worker.stop()
        if !isListed { comparison.list() }
        guard let listing = comparison.listing.withLock({ $0 }) else { return (try FolderSnapshot(folder), []) }
        return (try listing.get(), comparison.same.withLock { $0 })
    }

    private func list() {
        let result: Result<FolderSnapshot, StoreError>
        do throws(StoreError) { result = .success(try FolderSnapshot(folder)) } catch { result = .failure(error) }
        listing.withLock { $0 = result }
    }

    /// What the thread has no time for is done here.
    private func pass(_ batch: Batch) {
        if !worker.take({ [self] in compare(batch) }) { compare(batch) }
    }

    private func compare(_ batch: Batch) {
        // What cannot be read is looked at once more, and told, by whoever would write it.
        let found = batch.files.filter { (try? Files.read(folder + "/" + $0.path)) == $0.bytes }.map(\.number)
        same.withLock { $0.formUnion(found) }
    }
}
