// A small solution in two versions, of which nearly every file differs: for tests that stop in the middle.

public enum SampleSolution {
    /// The exported zip. Every third file is only in one of the versions.
    public static func zip(version: Int) -> [UInt8] {
        var entries: [RawZip.Entry] = []
        var roles = ""
        var scripts = ""
        for number in 0..<24 where number % 3 != version % 2 {
            roles += "<Role id=\"{\(number)}\" name=\"Role \(number)\"><Text>\(version)</Text></Role>"
            let name = "s_/folder\(number % 4)/script\(number).js"
            scripts += "<WebResource><Name>\(name)</Name><FileName>/WebResources/s\(number)</FileName></WebResource>"
            let content = String(repeating: "// version \(version), number \(number)\n", count: 200 * (number % 5))
            entries.append(RawZip.Entry("WebResources/s\(number)", content))
        }
        let manifest = """
            <ImportExportXml><SolutionManifest><UniqueName>Sample</UniqueName><Version>\(version).0.0.0</Version>
            <Managed>0</Managed></SolutionManifest></ImportExportXml>
            """
        let customizations = "<ImportExportXml><Roles>\(roles)</Roles><WebResources>\(scripts)</WebResources></ImportExportXml>"
        let documents = [RawZip.Entry("solution.xml", manifest), RawZip.Entry("customizations.xml", customizations)]
        return RawZip(documents + entries).bytes
    }
}
