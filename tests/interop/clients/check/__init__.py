"""Makes the checks one package."""
