// The table of kinds: reports and templates of mail, contracts, articles and mail merge.

let reportKinds: [Kind] = [
    Kind(
        "report", "report", codes: [31, "report"], isListed: true, path: "Reports/Report",
        places: [
            .file(
                "Reports/{language}/{key}/{name}.data.xml", "Report",
                names: ["language": "languagecode", "key": "reportid", "name": "filename"], isBare: true)
        ],
        key: ["reportid"], label: ["LocalizedNames/LocalizedName[languagecode]@description", "name"],
        payloads: [
            Payload(
                reference: "ExportedFileName", target: "Reports/{language}/{key}/{name}",
                names: ["language": "languagecode", "key": "reportid", "name": "filename"])
        ]),
    Kind(
        "reportsignature", "report signature", path: "Reports/ReportSignatureIdMappings",
        places: [
            .file("Reports/ReportSignatureIdMappings.xml", "ReportSignatureIdMappings", isBare: true)
        ],
        elements: [.set("ReportSignatureIdMappings/ReportSignatureIdMapping", "@reportid")]),
    Kind(
        "emailtemplate", "e-mail template", codes: [36, "template"], path: "Templates/EmailTemplates/emailtemplate",
        places: [.file("Templates/EmailTemplates.xml", "EmailTemplates/emailtemplate")],
        key: ["templateid", "languagecode"], aliases: ["templateid"], label: ["title"],
        texts: [
            TextFile("subject", "Templates/EmailDocuments/{language}/{key}/subject.xsl", names: emailNames),
            TextFile("body", "Templates/EmailDocuments/{language}/{key}/body.xsl", names: emailNames),
            TextFile(
                "subjectpresentationxml", "Templates/EmailDocuments/{language}/{key}/subjectpresentationxml.xml", names: emailNames),
            TextFile("presentationxml", "Templates/EmailDocuments/{language}/{key}/presentationxml.xml", names: emailNames),
        ]),
    // The three other kinds of templates were in no export at hand: their files are where Microsoft's documentation of the layout has them,
    // their elements and texts are like those of e-mail templates.
    Kind(
        "contracttemplate", "contract template", codes: [37, "contracttemplate"],
        path: "Templates/ContractTemplates/contracttemplate",
        places: [.file("Templates/ContractTemplates.xml", "ContractTemplates/contracttemplate")],
        key: ["contracttemplateid", "languagecode"], aliases: ["contracttemplateid"], label: ["name"]),
    Kind(
        "articletemplate", "article template", codes: [38, "kbarticletemplate"],
        path: "Templates/KBArticleTemplates/kbarticletemplate",
        places: [.file("Templates/KBArticleTemplates.xml", "KBArticleTemplates/kbarticletemplate")],
        key: ["kbarticletemplateid", "languagecode"], aliases: ["kbarticletemplateid"], label: ["title"],
        texts: [
            TextFile("formatxml", "Templates/KBArticleTemplates/{language}/{key}/formatxml.xsl", names: articleNames),
            TextFile("structurexml", "Templates/KBArticleTemplates/{language}/{key}/structurexml.xml", names: articleNames),
        ]),
    Kind(
        "mailmergetemplate", "mail merge template", codes: [39, "mailmergetemplate"],
        path: "Templates/MailMergeTemplates/mailmergetemplate",
        // How templates name their documents, `MailMergeDocuments/<language>/<id>/<name>`, is not known: they are carried as they are.
        places: [.file("Templates/MailMergeTemplates.xml", "MailMergeTemplates/mailmergetemplate", hasOthers: true)],
        key: ["mailmergetemplateid", "languagecode"], aliases: ["mailmergetemplateid"], label: ["name"]),
]

private let emailNames: [String: ValuePath] = ["language": "languagecode", "key": "templateid"]
private let articleNames: [String: ValuePath] = ["language": "languagecode", "key": "kbarticletemplateid"]
