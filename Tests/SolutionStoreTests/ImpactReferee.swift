// A referee of imports that knows nothing of our engine: it reads the files of a folder with plain text search.

import Bindings
import TestSupport

/// What a folder of a solution holds and asks for, by plain reading.
struct ImpactReferee {
    /// Addresses in lower case.
    private(set) var components: Set<String> = []
    private(set) var asks: Set<String> = []

    /// The kinds that it looks for. Of others it says nothing.
    static let kinds: Set<String> = [
        "entity", "attribute", "form", "view", "chart", "ribbon", "relationship", "optionset", "webresource", "role", "workflow",
        "dashboard", "app", "appsitemap", "step", "customapi",
        "customapirequestparameter", "customapiresponseproperty", "environmentvariable", "connectionreference", "pluginassembly",
        "plugintype",
    ]

    init(_ folder: String) throws {
        var valued: Set<String> = []
        var unset: Set<String> = []
        for path in try Walk.list(folder, details: false).filter({ $0.kind == .file }).map(\.path) {
            let parts = path.split(separator: "/").map { $0.lowercased() }
            guard let last = parts.last else { continue }
            func text() throws -> String { String(decoding: try Files.read(folder + "/" + path), as: UTF8.self) }
            func values(_ start: String) throws -> [String] { Self.values(in: try text(), after: start) }
            let name = Self.bare(last)
            switch parts[0] {
            case "entities" where parts.count > 2:
                let table = "entity/" + parts[1]
                if last == "entity.xml" {
                    components.insert(table)
                    for column in try values("<attribute PhysicalName=\"") { components.insert(table + "/attribute/" + column) }
                } else if last == "ribbondiff.xml" {
                    components.insert(table + "/ribbon")
                } else if parts[2] == "formxml" {
                    components.insert(table + "/form/" + name)
                } else if parts[2] == "savedqueries" {
                    components.insert(table + "/view/" + name)
                } else if parts[2] == "visualizations" {
                    components.insert(table + "/chart/" + name)
                }
            case "optionsets": components.insert("optionset/" + name)
            case "dashboards": components.insert("dashboard/" + name)
            case "sdkmessageprocessingsteps": components.insert("step/" + name)
            case "webresources" where last.hasSuffix(".data.xml"):
                components.insert("webresource/" + parts.dropFirst().joined(separator: "/").dropLast(".data.xml".utf8.count))
            case "workflows" where last.hasSuffix(".data.xml"):
                for id in try values("WorkflowId=\"{") { components.insert("workflow/" + id.dropLast()) }
            case "roles": for id in try values("<Role id=\"{") { components.insert("role/" + id.dropLast()) }
            case "pluginassemblies" where last.hasSuffix(".data.xml"):
                let assemblies = try values("PluginAssemblyId=\"")
                for id in assemblies { components.insert("pluginassembly/" + id) }
                for id in try values("PluginTypeId=\"") { components.insert("pluginassembly/\(assemblies[0])/plugintype/\(id)") }
            case "appmodules": components.insert("app/" + parts[1])
            case "appmodulesitemaps": components.insert("appsitemap/" + parts[1])
            case "customapis" where last == "customapi.xml": components.insert("customapi/" + parts[1])
            case "customapis" where parts.count == 5: components.insert("customapi/\(parts[1])/\(name)/\(parts[3])")
            case "environmentvariabledefinitions" where last == "environmentvariabledefinition.xml":
                components.insert("environmentvariable/" + parts[1])
                if try values("<defaultvalue>").isEmpty { unset.insert("environmentvariable/" + parts[1]) }
            case "environmentvariabledefinitions":
                if try text().contains("\"value\":") { valued.insert("environmentvariable/" + parts[1]) }
            case "other" where parts.count == 3:
                for name in try values("<EntityRelationship Name=\"") { components.insert("relationship/" + name) }
            case "other" where last == "customizations.xml":
                for name in try values("connectionreferencelogicalname=\"") {
                    components.insert("connectionreference/" + name)
                    asks.insert("connectionreference/" + name)
                }
            default: break
            }
        }
        asks.formUnion(unset.subtracting(valued))
    }

    /// What is new beside another; the columns of a new table come with it.
    func arrived(since other: ImpactReferee) -> Set<String> {
        let new = components.subtracting(other.components)
        return new.filter { address in
            let parts = address.split(separator: "/")
            return !(parts.count == 4 && parts[2] == "attribute" && new.contains("entity/" + parts[1]))
        }
    }

    private static func bare(_ file: String) -> String {
        var name = file.split(separator: ".").first.map(String.init) ?? file
        if name.hasSuffix("_managed") { name = String(name.dropLast("_managed".utf8.count)) }
        return name.filter { $0 != "{" && $0 != "}" }
    }

    private static func values(in text: String, after start: String) -> [String] {
        let (bytes, wanted) = (Array(text.utf8), Array(start.utf8))
        var found: [String] = []
        var place = 0
        while let range = bytes[place...].firstRange(of: wanted) {
            let rest = bytes[range.upperBound...].prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "<") }
            if !rest.isEmpty { found.append(String(decoding: rest, as: UTF8.self).lowercased()) }
            place = range.upperBound
        }
        return found
    }
}
