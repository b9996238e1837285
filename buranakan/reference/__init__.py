"""Reference facts as files: areas, offices, policy frameworks and projects, each dated and sourced."""
