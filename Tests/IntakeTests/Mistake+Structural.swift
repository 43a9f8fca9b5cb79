extension Mistake {
  static let structural: [Mistake] = [
    Mistake(
      "cluster:\n  regoin: westeurope",
      #"d.yaml:3:3: error: unknown key "regoin" in cluster"#,
      #"    did you mean "region"?"#),
    Mistake(
      "clutser: {name: a}",
      #"d.yaml:2:1: error: unknown key "clutser""#,
      #"    did you mean "cluster"?"#),
    Mistake(
      "registry: {pasword: hunter2}",
      #"d.yaml:2:12: error: unknown key "pasword" in registry"#,
      "    expected one of name, image, dedicatedDataEndpoint, loginServer, dataEndpoints"),
    Mistake(
      "kind: {}",
      "d.yaml:2:7: error: kind is a mapping",
      "    expected `kind: Deployment`, the format that this version reads"),
    Mistake(
      file: "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}",
      #"d.yaml:1:13: error: apiVersion is "apps/v1""#,
      "    expected `apiVersion: aml-preflight/v1`, the format that this version reads"),
    Mistake(
      file: "apiVersion: aml-preflight/v2\nkind: Deployment\nname: d",
      #"d.yaml:1:13: error: apiVersion is "aml-preflight/v2""#,
      "    expected `apiVersion: aml-preflight/v1`, the format that this version reads"),
    Mistake(
      file: #"{"name": "d", "kind": "deployment"}"#,
      #"d.yaml:1:23: error: kind is "deployment""#,
      "    expected `kind: Deployment`, the format that this version reads"),
    Mistake(
      file: "cluster: {name: a}",
      #"d.yaml:1:1: error: the key "name" is missing"#,
      "    expected a name for the deployment, such as `name: prod-westeurope`"),
    Mistake(
      file: "name:",
      #"d.yaml:1:1: error: the key "name" is missing"#,
      "    expected a name for the deployment, such as `name: prod-westeurope`"),
    Mistake(
      file: #"name: """#,
      #"d.yaml:1:7: error: name is """#,
      "    expected a name for the deployment"),
    Mistake(
      file: "- name: d",
      "d.yaml:1:1: error: the file holds a list",
      "    expected a mapping such as `name: prod-westeurope`"),
    Mistake(
      file: "just text",
      #"d.yaml:1:1: error: the file holds "just text""#,
      "    expected a mapping such as `name: prod-westeurope`"),
    Mistake(
      file: "",
      "d.yaml:1:1: error: the file is empty",
      "    expected a deployment, at least `name: …`"),
    Mistake(
      file: "# only a comment",
      "d.yaml:1:1: error: the file is empty",
      "    expected a deployment, at least `name: …`"),
    Mistake(
      file: "---\nname: d\n---\nname: e",
      "d.yaml:3:1: error: the file has several documents",
      "    expected one deployment a file"),
    Mistake(
      "cluster: {name: a, name: b}",
      #"d.yaml:2:20: error: duplicate key "name""#,
      "    expected it once: it stands in line 2 already"),
    Mistake(
      #"cluster:\#n  name: a\#n  "name": b\#nnetwork:\#n  model: kubenet\#n  model: none"#,
      #"d.yaml:4:3: error: duplicate key "name""#,
      "    expected it once: it stands in line 3 already",
      #"d.yaml:7:3: error: duplicate key "model""#,
      "    expected it once: it stands in line 6 already"),
    Mistake(
      "name: again",
      #"d.yaml:2:1: error: duplicate key "name""#,
      "    expected it once: it stands in line 1 already"),
    Mistake(
      "cluster: &c {name: a}",
      "d.yaml:2:10: error: anchors (&name) and aliases (*name) are not supported",
      "    expected the value written out"),
    Mistake(
      "workspace: *c",
      "d.yaml:2:12: error: an alias (*name) is not supported",
      "    expected text that begins with * or & in quotes"),
    Mistake(
      "skip: [*-answers]",
      "d.yaml:2:8: error: an alias (*name) is not supported",
      "    expected text that begins with * or & in quotes"),
    Mistake(
      "cluster:\n  <<: {name: a}",
      "d.yaml:3:3: error: merge keys (<<) are not supported",
      "    expected the values written out"),
    Mistake(
      "cluster: {name: !!str 3}",
      "d.yaml:2:17: error: tags (!name) are not supported",
      "    expected the value alone"),
    Mistake(
      "cluster: !mine {name: a}",
      "d.yaml:2:10: error: tags (!name) are not supported",
      "    expected the value alone"),
    Mistake(
      "? [a, b]\n: c",
      "d.yaml:2:3: error: a key is not plain text",
      "    expected a word, without anchor or alias"),
    Mistake(
      "cluster:\n\tname: a",
      "d.yaml:3:1: error: a tab is used for indentation",
      "    expected spaces"),
    Mistake(
      "cluster:\n  name: a: b",
      "d.yaml:3:10: error: not valid YAML: mapping values are not allowed in this context",
      #"    expected a key at its parent's indentation, and text that contains ": " in quotes"#),
    Mistake(
      "cluster: [a",
      "d.yaml:3:1: error: not valid YAML: did not find expected ',' or ']' while parsing a flow sequence that begins in line 2"
    ),
    Mistake(
      "cluster: {name: @foo}",
      #"d.yaml:2:17: error: a value begins with "@""#,
      "    expected such text in quotes"),
    Mistake(
      #"cluster: {name: "abc}"#,
      "d.yaml:3:1: error: not valid YAML: found unexpected end of stream while scanning a quoted scalar that begins in line 2"
    ),
    Mistake(
      "cluster: a cluster",
      #"d.yaml:2:10: error: cluster is "a cluster""#,
      "    expected a mapping with the keys name, region, purpose, kubernetesVersion, apiServer, nodePools, router"),
    Mistake(
      "cluster: []",
      "d.yaml:2:10: error: cluster is a list",
      "    expected a mapping with the keys name, region, purpose, kubernetesVersion, apiServer, nodePools, router"),
    Mistake(
      "skip: azureMLTelemetry",
      #"d.yaml:2:7: error: skip is "azureMLTelemetry""#,
      "    expected a list of requirement ids or roles"),
    Mistake(
      "skip: [a, , b]",
      "d.yaml:2:11: error: not valid YAML: did not find expected node content while parsing a flow node that begins in line 2"
    ),
    Mistake(
      "skip: [a, null]",
      "d.yaml:2:11: error: skip[1] is empty",
      "    expected a value, or no line for it"),
    Mistake(
      "network: {subnet: 10.0.0.0/16}",
      #"d.yaml:2:19: error: network.subnet is "10.0.0.0/16""#,
      "    expected a mapping with the keys prefix, routeTable, otherAddresses, delegations"),
    Mistake(
      "endpoints: {mrc: {port: 8443}}",
      #"d.yaml:2:13: error: unknown role "mrc" in endpoints"#,
      #"    did you mean "mcr"?"#),
    Mistake(
      "endpoints: [mcr]",
      "d.yaml:2:12: error: endpoints is a list",
      "    expected a mapping with roles as keys, such as mcr"),
    Mistake(
      "endpoints: {mcr: {prot: 8443}}",
      #"d.yaml:2:19: error: unknown key "prot" in endpoints.mcr"#,
      #"    did you mean "port"?"#),
    Mistake(
      "dependencies: [{name: db, port: 5432}]",
      #"d.yaml:2:16: error: the key "host" is missing in dependencies[0]"#,
      "    expected name, host and port of each dependency"),
    Mistake(
      "dependencies: [{name: db, host: db.corp, expectedStatuss: 1, port: 1}]",
      #"d.yaml:2:42: error: unknown key "expectedStatuss" in dependencies[0]"#,
      #"    did you mean "expectedStatus"?"#),
    Mistake(
      "dependencies: [{name: db, host: db.corp, protocol: tls}]",
      #"d.yaml:2:16: error: the key "port" is missing in dependencies[0]"#,
      "    expected name, host and port of each dependency"),
    Mistake(
      "dependencies: [{name: db, host: db.corp, port: 5432}, {name: db, host: db2.corp, port: 5432}]",
      #"d.yaml:2:62: error: two dependencies are called "db""#,
      "    expected a name of its own for each"),
    Mistake(
      "dependencies: [db.corp]",
      #"d.yaml:2:16: error: dependencies[0] is "db.corp""#,
      "    expected a mapping with the keys name, host, port, protocol, path, expectedStatus"),
    Mistake(
      "network: {proxy: {noProxy: [a]}}",
      #"d.yaml:2:18: error: the key "url" is missing in network.proxy"#,
      "    expected http://host:port"),
    Mistake(
      "network: {vnet: {addressSpaces: []}}",
      #"d.yaml:2:18: error: unknown key "addressSpaces" in network.vnet"#,
      #"    did you mean "addressSpace"?"#),
    Mistake(
      file: #"name: d\#n"a\u202Eb\u0007": 1"#,
      #"d.yaml:2:1: error: unknown key "a\u{202E}b\u{7}""#,
      "    expected one of apiVersion, kind, name, cloud, edition, workspace, cluster, network, registry, storage, skip, scoring, services, endpoints, dependencies, credentials"
    ),
    Mistake(
      "cluster:\n  name: a\n region: b",
      "d.yaml:4:2: error: not valid YAML: did not find expected key while parsing a block mapping that begins in line 1"
    ),
  ]
}
