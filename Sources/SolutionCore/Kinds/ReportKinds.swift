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
        "emailtemplate", "e-mail template", codes: [36, "template"], path: "Templates/EmailTemplates/EmailTemplate",
        places: [.found("Templates/EmailTemplates.xml", "EmailTemplates/EmailTemplate")],
        key: ["templateid|TemplateId|EmailTemplateId", "LanguageCode|languagecode"], label: ["title|Title"]),
    Kind(
        "contracttemplate", "contract template", codes: [37, "contracttemplate"],
        path: "Templates/ContractTemplates/ContractTemplate",
        places: [.found("Templates/ContractTemplates.xml", "ContractTemplates/ContractTemplate")],
        key: ["contracttemplateid|ContractTemplateId"], label: ["name|Name"]),
    Kind(
        "articletemplate", "article template", codes: [38, "kbarticletemplate"],
        path: "Templates/KBArticleTemplates/KBArticleTemplate",
        places: [.found("Templates/KBArticleTemplates.xml", "KBArticleTemplates/KBArticleTemplate")],
        key: ["kbarticletemplateid|KbArticleTemplateId|KBArticleTemplateId"], label: ["title|Title"]),
    Kind(
        "mailmergetemplate", "mail merge template", codes: [39, "mailmergetemplate"],
        path: "Templates/MailMergeTemplates/MailMergeTemplate",
        places: [.found("Templates/MailMergeTemplates.xml", "MailMergeTemplates/MailMergeTemplate")],
        key: ["mailmergetemplateid|MailMergeTemplateId"], label: ["name|Name"]),
]
