"""Compares a JSON Schema's word on user objects with the runtime's (see user-objects.mjs)."""
import json
import sys

from jsonschema import Draft202012Validator

schema = json.load(open(sys.argv[1]))
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
cases = json.load(open(sys.argv[2]))
differing = [case for case in cases if validator.is_valid(case["user"]) != case["isWhole"]]
for case in differing[:10]:
    errors = [error.message for error in validator.iter_errors(case["user"])]
    print(json.dumps(case), errors)
whole = sum(case["isWhole"] for case in cases)
# Both answers have to occur, or nothing is shown.
if differing or not len(cases) / 10 < whole < len(cases) * 9 / 10:
    sys.exit(f"{len(differing)} of {len(cases)} differ; {whole} are whole")
print(f"{len(cases)} objects agree, {whole} of them valid")
