"""The words invented vendors and pictures are made of."""

FIRST_AGENCIES = (
    ("nordlicht", "Nordlicht Bildagentur GmbH", "DE"),
    ("alpenpix", "AlpenPix AG", "CH"),
    ("keystone-demo", "Tide Photo Ltd", "GB"),
)
GERMAN_STEMS = (
    "Förde", "Elbufer", "Rheinblick", "Donaukurier", "Küstennebel", "Grünwald", "Bergkristall", "Hafenlicht",
    "Sächsische", "Altmühl", "Weserbogen", "Königsallee", "Schönefeld", "Moränen", "Fernsicht", "Spätlese",
    "Brückenkopf", "Möwenflug", "Lößhügel", "Süderelbe", "Taubenschlag", "Zürichsee", "Übersee", "Märzwind",
)  # fmt: skip
STEMS = {
    "GB": ("Firth", "Moorland", "Harbour Row", "Three Kings", "Saltmarsh", "Old Quay"),
    "NL": ("Gracht", "Duinzicht", "Zuiderzee", "Veenlicht", "Ijzerkade"),
}
TAILS = {
    "DE": ("Bildagentur GmbH", "Pressebild KG", "Fotoarchiv GmbH & Co. KG", "Bilderdienst eG", "Fotografie GbR"),
    "AT": ("Bildagentur GmbH", "Pressefoto OG", "Bildarchiv e.U."),
    "CH": ("Bildagentur AG", "Photo AG", "Pressebild GmbH"),
    "GB": ("Photo Ltd", "Pictures plc", "Press Images LLP"),
    "NL": ("Beeld B.V.", "Fotobureau B.V.", "Persfoto V.O.F."),
}
FIRST_NAMES = (
    "Jörg", "Anneliese", "Søren", "Zoë", "François", "Łukasz", "Đorđe", "Seán", "Åsa", "Jürgen", "Käthe", "Björn",
    "Renée", "Íñigo", "Dvořka", "Günther", "Maëlle", "Ødegård", "Heidrun", "Marlene", "Thưởng", "Ayşe", "Ștefan",
)  # fmt: skip
LAST_NAMES = (
    "Häußler", "Größmann", "Kjærsgaard", "Żak", "Petrović", "Ó Briain", "Müller-Lüdenscheidt", "Lindström", "Åkesson",
    "Weiß", "Brüggemann", "Dvořák", "Núñez", "Çelik", "Grün", "Schäfer", "von der Mühlen", "Jäger", "Kröger", "Șerban",
)  # fmt: skip
STREETS = (
    "Große Bleichen", "Königstraße", "Am Mühlenbach", "Lindenallee", "Schützenweg", "Hafenkai", "Rosengasse",
    "Weißdornweg", "Bahnhofstraße", "Ringstraße",
)  # fmt: skip
CITIES = {
    "DE": (("20354", "Hamburg"), ("50667", "Köln"), ("80331", "München"), ("04109", "Leipzig"), ("24103", "Kiel"),
           ("90402", "Nürnberg"), ("40213", "Düsseldorf"), ("10117", "Berlin")),
    "AT": (("1010", "Wien"), ("5020", "Salzburg"), ("6020", "Innsbruck"), ("8010", "Graz")),
    "CH": (("8001", "Zürich"), ("3011", "Bern"), ("1204", "Genève")),
    "GB": (("SW1A 2AA", "London"), ("EH1 1YZ", "Edinburgh")),
    "NL": (("1012 JS", "Amsterdam"), ("3511 AB", "Utrecht")),
}  # fmt: skip
SUBJECTS = (
    ("Flughafen", "Wartende Reisende in der Abflughalle"),
    ("Messe", "Besucher drängen sich zwischen den Ständen"),
    ("Hafen", "Ein Schlepper zieht ein Frachtschiff zum Kai"),
    ("Bahnhof", "Pendler auf dem Bahnsteig im Morgenlicht"),
    ("Markt", "Händler bauen ihre Stände auf"),
    ("Landtag", "Abgeordnete vor Beginn der Sitzung"),
    ("Fußball", "Jubel nach dem Ausgleich in der Nachspielzeit"),
    ("Ernte", "Mähdrescher auf einem Weizenfeld"),
    ("Hochwasser", "Helfer füllen Sandsäcke am Deich"),
    ("Konzert", "Publikum vor der Bühne im Stadtpark"),
    ("Schule", "Kinder auf dem Weg in den Unterricht"),
    ("Windpark", "Rotoren hinter einer Reihe von Pappeln"),
    ("Klinik", "Pflegerin auf dem Flur einer Station"),
    ("Café", "Gäste in der Sonne vor einem Straßencafé"),
    ("Baustelle", "Kräne über einem Rohbau"),
    ("Gericht", "Der Angeklagte verdeckt sein Gesicht"),
)
LATER_WORDS = (
    "Nachtrag: Ort berichtigt.", "Nachtrag: Namen ergänzt.", "Bildtext präzisiert.", "Datum der Aufnahme berichtigt.",
)  # fmt: skip
