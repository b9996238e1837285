"""Reference facts as files: provinces, offices, responsibilities, policy frameworks and projects, each dated and sourced."""
