"""The package jsonschema judges the table, in the draft that the argument names."""

import sys

from jsonschema import FormatChecker, ValidationError, validators
from table import judge, schema


def read(type_name, message):
    document = schema(sys.argv[1], type_name)
    validator = validators.validator_for(document)
    validator.check_schema(document)
    try:
        validator(document, format_checker=FormatChecker(["date-time"])).validate(message)
    except ValidationError as why:
        raise ValueError(why.message) from why


judge(read)
