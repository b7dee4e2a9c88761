// What git's attributes put between the content of a file and what is stored of it: Git LFS, line ends. Git's own filters do the work.

public import Bindings
internal import SolutionCore

/// Git's filters, asked by path in the tree.
public protocol ContentFilter: AnyObject {
    /// Whether the stored form of this content may differ from it.
    func concerns(_ path: String, _ bytes: [UInt8]) throws(StoreError) -> Bool
    /// Stores a file's content as git does, and gives the blob.
    func clean(_ path: String, _ bytes: [UInt8]) throws(StoreError) -> ObjectID
    /// What is in the working tree of a file with this content; nil where it is the content.
    func checkedOut(_ path: String, _ bytes: [UInt8]) throws(StoreError) -> [UInt8]?
    /// The content of a file of which this is stored; nil where it is stored as it is.
    func smudge(_ path: String, _ stored: ObjectID) throws(StoreError) -> [UInt8]?
}
