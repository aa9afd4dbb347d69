"""Fastjsonschema compiles every schema to Python code, which judges the table."""

import functools

import fastjsonschema
from table import judge, schema


@functools.cache
def compiled(type_name):
    return fastjsonschema.compile(schema("draft-07", type_name))


judge(lambda type_name, message: compiled(type_name)(message))
