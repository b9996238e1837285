"""The guards: each looks at sources or the running product and returns its offenders, none when all is well."""
