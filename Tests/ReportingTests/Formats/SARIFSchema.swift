/// The part of the SARIF 2.1.0 schema that covers what is written here, put down from the standard's text (sections 3.13
/// to 3.58): required properties, closed objects, words and forms.
enum SARIFSchema {
  /// Prints `valid`, the rules and the results of each file, or what is wrong with it.
  static let program = """
    import json, sys, jsonschema
    text = {"type": "string", "minLength": 1}
    def closed(required, **properties):
        return {"type": "object", "required": required.split(), "properties": properties, "additionalProperties": False}
    def several(item, least=0):
        return {"type": "array", "items": item, "minItems": least}
    level = {"enum": ["none", "note", "warning", "error"]}
    time = {"type": "string", "pattern": r"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$"}
    message = closed("text", text=text)
    bag = {"type": "object", "additionalProperties": {"type": "string"}}
    rule = closed("id", id=text, shortDescription=message, fullDescription=message, help=message,
                  defaultConfiguration=closed("", level=level))
    logical = closed("", name=text, fullyQualifiedName=text, kind=text)
    result = closed("message", ruleId=text, ruleIndex={"type": "integer", "minimum": 0},
                    kind={"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]}, level=level,
                    message=message, locations=several(closed("", logicalLocations=several(logical, 1))),
                    partialFingerprints=bag, properties=bag)
    invocation = closed("executionSuccessful", executionSuccessful={"type": "boolean"}, exitCode={"type": "integer"},
                        startTimeUtc=time, endTimeUtc=time)
    run = closed("tool", tool=closed("driver", driver=closed("name", name={"type": "string"},
                 version={"type": "string"}, rules={**several(rule), "uniqueItems": True})),
                 automationDetails=closed("", id=text), invocations=several(invocation), results=several(result),
                 columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]})
    schema = closed("version runs", version={"const": "2.1.0"}, runs=several(run),
                    **{"$schema": {"type": "string", "format": "uri"}})
    jsonschema.Draft7Validator.check_schema(schema)
    for path in sys.argv[1:]:
        log = json.load(open(path, encoding="utf-8"))
        errors = [str(list(e.path)) + " " + e.message[:200] for e in jsonschema.Draft7Validator(schema).iter_errors(log)]
        if not errors:
            only = log["runs"][0]
            rules = only["tool"]["driver"]["rules"]
            for one in only["results"]:
                if rules[one["ruleIndex"]]["id"] != one["ruleId"]: errors.append("wrong index of a rule")
                if one["kind"] != "fail" and one["level"] != "none": errors.append("a level without a failure (3.27.10)")
            if len({one["id"] for one in rules}) != len(rules): errors.append("a rule twice")
        print(" ".join(errors) or "valid " + " ".join(
            [one["id"] + ":" + one["kind"] + ":" + one["level"] for one in
             [{"id": r["ruleId"], **r} for r in only["results"]]]))
    """
}
