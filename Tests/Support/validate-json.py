"""Says of each line of a file whether it is valid: validate-json.py SCHEMA LINES

An independent validator (Debian's python3-jsonschema) for what Callbox emits as JSON Schema.
Prints a line a document: `valid`, or `invalid` and the first reason.
"""

import json
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    sys.exit("this test needs the Python package jsonschema: install Debian's python3-jsonschema")

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
with open(sys.argv[2], encoding="utf-8") as file:
    for line in file:
        error = next(iter(validator.iter_errors(json.loads(line))), None)
        print("valid" if error is None else "invalid " + error.message.replace("\n", " ")[:200])
