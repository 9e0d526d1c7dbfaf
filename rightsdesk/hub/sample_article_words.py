"""The words invented articles are made of."""

HOSTS = {"tag": "tagwerk.example", "reise": "reisezeit.example", "sport": "sportplatz.example"}
SECTIONS = {
    "tag": ("Politik", "Wirtschaft", "Kultur", "Stadt", "Wissen"),
    "reise": ("Städte", "Küste", "Berge", "Ratgeber"),
    "sport": ("Fußball", "Leichtathletik", "Wintersport", "Regional"),
}
SLUGS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "-"})
EDITORS = {
    "tag": ("Käthe Brüggemann", "Jörg Weiß", "Ayşe Çelik"),
    "reise": ("Søren Kjærsgaard", "Renée Grün"),
    "sport": ("Łukasz Żak", "Heidrun Jäger"),
}
OPENINGS = (
    "Stadtrat streitet über", "Was hilft gegen", "Viel Andrang bei", "Neue Pläne für", "Ein Jahr nach",
    "Lange Schlangen vor", "So geht es weiter mit", "Zu Besuch bei", "Die Rückkehr von", "Großer Jubel über",
    "Ärger um", "Warten auf",
)  # fmt: skip
TURNS = (
    "Messe und Markt", "Hafen und Werft", "Kräne am Rohbau", "den Windpark", "das Hochwasser", "die frühe Ernte",
    "den späten Ausgleich", "Züge ohne Halt", "Cafés in der Sonne", "das Konzert im Park", "den Weg zur Schule",
    "das Urteil am Nachmittag",
)  # fmt: skip
