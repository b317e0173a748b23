"""Codes of countries: those of ISO 3166-1, former ones of ISO 3166-3, and a few reserved ones.

A code that ISO has withdrawn is good where a chronicle speaks of its time; what is surely later is
found by a check. Codes that ISO has given to another country since mean that other one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# Each code of two letters with that of three.
_PAIRS: Final = (
    "ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW"
    " AXALA AZAZE BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN"
    " BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG"
    " CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE"
    " DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN"
    " FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL"
    " GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV"
    " HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM"
    " JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO"
    " LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE"
    " MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS"
    " MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL"
    " NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI"
    " PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN"
    " SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV"
    " SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON"
    " TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN"
    " VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE"
)
ASSIGNED: Final[Mapping[str, str]] = {pair[:2]: pair[2:] for pair in _PAIRS.split()}
"""The codes of ISO 3166-1 that are in force, each with its form of three letters."""

WITHDRAWN: Final[Mapping[str, str]] = {
    "AN": "2010-12-15",  # Netherlands Antilles
    "BU": "1989-12-05",  # Burma
    "CS": "2006-09-26",  # Czechoslovakia; Serbia and Montenegro
    "CT": "1984",  # Canton and Enderbury Islands
    "DD": "1990-10-30",  # German Democratic Republic
    "DY": "1977",  # Dahomey
    "FQ": "1979",  # French Southern and Antarctic Territories
    "FX": "1997-07-14",  # France
    "HV": "1984",  # Upper Volta
    "JT": "1986",  # Johnston Island
    "MI": "1986",  # Midway Islands
    "NH": "1980",  # New Hebrides
    "NQ": "1983",  # Dronning Maud Land
    "NT": "1993-07-12",  # Neutral Zone
    "PC": "1986",  # Pacific Islands (trust territory)
    "PU": "1986",  # US Miscellaneous Pacific Islands
    "PZ": "1980",  # Panama Canal Zone
    "RH": "1980",  # Southern Rhodesia
    "SU": "1992-08-30",  # USSR
    "TP": "2002-05-20",  # East Timor
    "VD": "1977",  # Viet-Nam
    "WK": "1986",  # Wake Island
    "YD": "1990-08-14",  # Yemen
    "YU": "2003-07-23",  # Yugoslavia
    "ZR": "1997-07-14",  # Zaire
}
"""The codes of ISO 3166-3 that no other country has now: the year or day of their withdrawal."""

# Their codes with those of three letters, but for ATF, which is in force for another.
_FORMER: Final = (
    "ANANT BUBUR CSCSK CSSCG CTCTE DDDDR DYDHY FXFXX HVHVO JTJTN MIMID NHNHB NQATN NTNTZ"
    " PCPCI PUPUS PZPCZ RHRHO SUSUN TPTMP VDVDR WKWAK YDYMD YUYUG ZRZAR"
)

# Exceptionally reserved: the European Union. For users to assign, as most do: Kosovo.
_RESERVED: Final = ("EU", "XK")

CODES: Final = tuple(sorted((*ASSIGNED, *WITHDRAWN, *_RESERVED)))
"""Every code that a record may have."""

# What people write, and ISO gives to nobody else.
_INSTEAD: Final = {"UK": "GB", "XKX": "XK"}


def code_meant(text: str) -> str | None:
    """Return the code that a text surely means: of three letters, or in lower case."""
    letters = text.strip().upper()
    former = {pair[2:]: pair[:2] for pair in _FORMER.split()}
    by_three = {three: two for two, three in ASSIGNED.items()}
    meant = {**former, **by_three, **_INSTEAD}.get(letters, letters)
    return meant if meant in CODES else None
