"""Contact cards (.vcf): ``contacts`` reads them, ``vcard`` writes one."""
