// Words of a command line that may name a file as well as a revision: told apart as git does.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

/// How a word is read that may be the name of a file as well as a revision.
enum WordReading {
    /// Where it is both, nobody knows what is meant.
    case either
    /// It stands before `--`: where it is both, it is the revision.
    case revisionFirst
    /// It stands behind `--`.
    case file
}

extension Arguments {
    /// How a positional is to be read.
    func reading(of index: Int) -> WordReading {
        guard let separator else { return .either }
        return index < separator ? .revisionFirst : .file
    }
}

extension World {
    /// Whether a word means the file or folder of that name. As for git, a word that is a revision too is an error, but not where
    /// the files that one stands among are none of a working tree.
    func isFile(_ word: String, _ reading: WordReading = .either) throws -> Bool {
        guard Files.exists(word) else { return reading == .file }
        if reading == .file { return true }
        // A zip is read whatever is around it.
        let around = Files.isDirectory(word) ? try repositoryIfAny() : (try? repositoryIfAny()) ?? nil
        guard let repository = around, repository.plainRevisionIfAny(word) != nil else { return true }
        guard reading == .either, try standsInWorkTree(of: repository) else { return false }
        throw CommandError(
            "'\(word)' is both a revision and a file", hints: ["'\(word) --' is the revision, and './\(word)' is the file"])
    }

    func isRevision(_ word: String) throws -> Bool {
        guard let repository = try repositoryIfAny() else { return false }
        do throws(GitError) {
            _ = try repository.revision(word)
            return true
        } catch {
            if error.isNotFound || error.isInvalidName { return false }
            throw error
        }
    }

    /// Not so in a bare repository, and not in a git directory.
    private func standsInWorkTree(of repository: Repository) throws -> Bool {
        guard let top = repository.workingDirectory else { return false }
        let here = try directory() + "/"
        return here.hasPrefix(top) && !here.hasPrefix(repository.gitDirectory) && !here.hasPrefix(repository.commonDirectory)
    }
}
