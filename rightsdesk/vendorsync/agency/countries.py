"""Countries as Shutterstock writes them: three letters with a sign, turned into what the desk keeps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from rightsdesk.vendorsync.record import Broken, text

_PAIRS = """
ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ BDIBI
BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT
BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU
CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET
FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR
GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR
IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB
LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH
MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE
NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL
PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ
SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC
TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY
USAUS UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS XKXXK YEMYE ZAFZA ZMBZM ZWEZW
"""
_SHORT = {pair[:3]: pair[3:] for pair in _PAIRS.split()}
_RULE = re.compile(r"([+-]?)([A-Z]{3}|\*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Territory:
    """Where a picture may be used: `allowed` is empty where nothing limits it, `nowhere` when nothing is left."""

    allowed: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    nowhere: bool = False


def alpha_2(code: str, path: str) -> str:
    """The two letters of ISO 3166 for its three letters."""
    short = _SHORT.get(code)
    if short is None:
        raise Broken("REC-TERRITORY", f"“{code[:40]}” is not an ISO 3166 country code of three letters", path)
    return short


def read_countries(value: Any, path: str) -> Territory:
    """A list such as `+DEU,+AUT,-*`; a code without sign allows, and what is denied is denied whatever allows it."""
    told = text(value, path)
    if not told or not told.strip():
        return Territory()
    rules: dict[str, list[str]] = {"+": [], "-": []}
    for part in told.split(","):
        found = _RULE.fullmatch(part.strip())
        if found is None:
            raise Broken("REC-TERRITORY", f"“{part.strip()[:40]}” is no rule for a country", path)
        code = found[2] if found[2] == "*" else alpha_2(found[2], path)
        kind = rules[found[1] or "+"]
        if code not in kind:
            kind.append(code)
    return _weighed(rules["+"], rules["-"])


def _weighed(allowed: list[str], denied: list[str]) -> Territory:
    excluded = tuple(code for code in denied if code != "*")
    named = tuple(code for code in allowed if code != "*" and code not in excluded)
    everywhere = "*" in allowed and "*" not in denied
    if everywhere or (not allowed and "*" not in denied):
        return Territory((), excluded)
    return Territory(named, excluded, nowhere=not named)
