"""Why: makes the checks one package."""
