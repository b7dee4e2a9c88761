// Small documents of the real shapes, to be merged by the cases.

enum MergeSamples {
    static let tablePath = "Entities/new_Car/Entity.xml"
    static let table = """
        <?xml version="1.0" encoding="utf-8"?>
        <Entity xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <Name LocalizedName="Car" OriginalName="Car">new_Car</Name>
          <EntityInfo>
            <entity Name="new_Car">
              <attributes>
                <attribute PhysicalName="new_Color">
                  <Type>nvarchar</Type>
                  <Name>new_color</Name>
                  <RequiredLevel>none</RequiredLevel>
                  <MaxLength>100</MaxLength>
                </attribute>
                <attribute PhysicalName="new_Doors">
                  <Type>int</Type>
                  <Name>new_doors</Name>
                </attribute>
                <attribute PhysicalName="new_Fuel">
                  <Type>picklist</Type>
                  <Name>new_fuel</Name>
                  <optionset Name="new_fuel">
                    <options>
                      <option value="1" />
                      <option value="2" />
                      <option value="3" />
                      <option value="4" />
                    </options>
                  </optionset>
                </attribute>
              </attributes>
              <IsAuditEnabled>0</IsAuditEnabled>
            </entity>
          </EntityInfo>
        </Entity>

        """

    static func column(_ name: String, type: String = "int") -> String {
        """
                <attribute PhysicalName="\(name)">
                  <Type>\(type)</Type>
                  <Name>\(name.lowercased())</Name>
                </attribute>

        """
    }

    static func options(_ values: Int...) -> String {
        values.map { "              <option value=\"\($0)\" />\n" }.joined()
    }

    static let formPath = "Entities/new_Car/FormXml/main/{11111111-1111-4111-8111-111111111111}.xml"
    static let form = """
        <forms type="main">
          <systemform>
            <formid>{11111111-1111-4111-8111-111111111111}</formid>
            <form>
              <tabs>
                <tab id="{aaaaaaaa-0000-4000-8000-000000000001}" name="general">
                  <columns>
                    <column width="100%">
                      <sections>
                        <section id="{bbbbbbbb-0000-4000-8000-000000000001}" name="one">
                          <rows>
                            <row>
                              <cell id="{cccccccc-0000-4000-8000-000000000001}">
                                <control id="new_color" datafieldname="new_color" />
                              </cell>
                            </row>
                            <row>
                              <cell id="{cccccccc-0000-4000-8000-000000000002}">
                                <control id="new_doors" datafieldname="new_doors" />
                              </cell>
                            </row>
                          </rows>
                        </section>
                        <section id="{bbbbbbbb-0000-4000-8000-000000000002}" name="two">
                          <rows>
                            <row>
                              <cell id="{cccccccc-0000-4000-8000-000000000003}">
                                <control id="new_fuel" datafieldname="new_fuel" />
                              </cell>
                            </row>
                          </rows>
                        </section>
                        <section id="{bbbbbbbb-0000-4000-8000-000000000003}" name="three">
                          <rows>
                            <row>
                              <cell id="{cccccccc-0000-4000-8000-000000000004}">
                                <control id="new_price" datafieldname="new_price" />
                              </cell>
                            </row>
                          </rows>
                        </section>
                      </sections>
                    </column>
                  </columns>
                </tab>
              </tabs>
            </form>
          </systemform>
        </forms>

        """

    static func section(_ number: Int, _ name: String, _ cell: Int, field: String) -> String {
        """
                        <section id="{bbbbbbbb-0000-4000-8000-00000000000\(number)}" name="\(name)">
                          <rows>

        """ + row(cell, field: field) + """
                              </rows>
                            </section>

            """
    }

    static func row(_ number: Int, field: String) -> String {
        """
                            <row>
                              <cell id="{cccccccc-0000-4000-8000-00000000000\(number)}">
                                <control id="\(field)" datafieldname="\(field)" />
                              </cell>
                            </row>

        """
    }

    static let siteMapPath = "AppModuleSiteMaps/new_App/AppModuleSiteMap.xml"
    static let siteMap = """
        <?xml version="1.0" encoding="utf-8"?>
        <AppModuleSiteMap>
          <SiteMapUniqueName>new_App</SiteMapUniqueName>
          <SiteMap>
            <Area Id="sales" Title="Sales">
              <Group Id="g1" Title="Customers">
                <SubArea Id="accounts" Entity="account" />
                <SubArea Id="contacts" Entity="contact" />
                <SubArea Id="leads" Entity="lead" />
                <SubArea Id="orders" Entity="salesorder" />
              </Group>
            </Area>
          </SiteMap>
        </AppModuleSiteMap>

        """

    static let manifestPath = "Other/Solution.xml"
    static let manifest = """
        <?xml version="1.0" encoding="utf-8"?>
        <ImportExportXml version="9.2.23091.00180" languagecode="1033" generatedBy="CrmLive">
          <SolutionManifest>
            <UniqueName>Cars</UniqueName>
            <Version>1.0.0.9</Version>
            <Managed>0</Managed>
            <RootComponents>
              <RootComponent type="1" schemaName="new_car" behavior="0" />
              <RootComponent type="1" schemaName="new_wheel" behavior="0" />
            </RootComponents>
            <MissingDependencies />
          </SolutionManifest>
        </ImportExportXml>

        """

    static let flowPath = "Workflows/Notify-22222222-2222-4222-8222-222222222222.json"
    static let flow = """
        {
          "properties": {
            "connectionReferences": {
              "shared_office365": {
                "runtimeSource": "embedded"
              }
            },
            "definition": {
              "actions": {
                "Get_car": {
                  "type": "OpenApiConnection",
                  "inputs": {
                    "host": "dataverse",
                    "top": 10
                  }
                },
                "Send_mail": {
                  "runAfter": {
                    "Get_car": ["Succeeded"]
                  },
                  "type": "OpenApiConnection"
                }
              }
            }
          },
          "schemaVersion": "1.0.0.0"
        }

        """

    static let choicePath = "OptionSets/new_size.xml"
    static let choice = """
        <?xml version="1.0" encoding="utf-8"?>
        <optionset Name="new_size" localizedName="Size">
          <OptionSetType>picklist</OptionSetType>
          <options>
            <option value="1" ExternalValue="">
              <labels>
                <label description="Small" languagecode="1033" />
              </labels>
            </option>
            <option value="2" ExternalValue="">
              <labels>
                <label description="Large" languagecode="1033" />
              </labels>
            </option>
          </options>
        </optionset>

        """

    static let relationshipPath = "Other/Relationships/new_Car.xml"
    static let relationship = """
        <?xml version="1.0" encoding="utf-8"?>
        <EntityRelationships>
          <EntityRelationship Name="new_car_wheel">
            <EntityRelationshipType>OneToMany</EntityRelationshipType>
            <CascadeAssign>NoCascade</CascadeAssign>
            <CascadeDelete>RemoveLink</CascadeDelete>
          </EntityRelationship>
        </EntityRelationships>

        """

    static let ribbonPath = "Entities/new_Car/RibbonDiff.xml"
    static let ribbon = """
        <?xml version="1.0" encoding="utf-8"?>
        <RibbonDiffXml>
          <CustomActions>
            <CustomAction Id="new.sell" Sequence="10" />
          </CustomActions>
          <CommandDefinitions>
            <CommandDefinition Id="new.sell.command">
              <EnableRules />
            </CommandDefinition>
          </CommandDefinitions>
        </RibbonDiffXml>

        """

    static let processPath = "Workflows/Notify-22222222-2222-4222-8222-222222222222.json.data.xml"
    static let process = """
        <?xml version="1.0" encoding="utf-8"?>
        <Workflow WorkflowId="{22222222-2222-4222-8222-222222222222}" Name="Notify">
          <JsonFileName>/Workflows/Notify-22222222-2222-4222-8222-222222222222.json</JsonFileName>
          <StateCode>0</StateCode>
          <StatusCode>1</StatusCode>
          <IntroducedVersion>1.0</IntroducedVersion>
          <LocalizedNames>
            <LocalizedName languagecode="1033" description="Notify" />
          </LocalizedNames>
        </Workflow>

        """

    /// A document with labels, `1033 Car`, in one of its values.
    static func inside(_ labels: [String]) -> String {
        let items = labels.map { label in
            let words = label.split(separator: " ")
            return "&lt;label languagecode=\"\(words[0])\" description=\"\(words[1])\" /&gt;"
        }
        return "<a>\n  <b>&lt;labels&gt;\(items.joined())&lt;/labels&gt;</b>\n</a>\n"
    }
}
