"""Tags of languages (BCP 47): the form in which each is kept, for those out of use as well."""

from __future__ import annotations

import re
from typing import Final

# Tags from before the grammar of RFC 5646, and subtags out of use, with what stands for them in
# the registry of IANA; "" where nothing does.
OLD_TAGS: Final = {
    "en-gb-oed": "en-GB-oxendict",
    "i-ami": "ami",
    "i-bnn": "bnn",
    "i-default": "",
    "i-enochian": "",
    "i-hak": "hak",
    "i-klingon": "tlh",
    "i-lux": "lb",
    "i-mingo": "",
    "i-navajo": "nv",
    "i-pwn": "pwn",
    "i-tao": "tao",
    "i-tay": "tay",
    "i-tsu": "tsu",
    "sgn-be-fr": "sfb",
    "sgn-be-nl": "vgt",
    "sgn-ch-de": "sgg",
    "art-lojban": "jbo",
    "no-bok": "nb",
    "no-nyn": "nn",
    "zh-guoyu": "cmn",
    "zh-hakka": "hak",
    "zh-min": "",
    "zh-min-nan": "nan",
    "zh-xiang": "hsn",
}
_OLD_LANGUAGES: Final = {"in": "id", "iw": "he", "ji": "yi", "jw": "jv", "mo": "ro"}
# The codes of three letters, of ISO 639-2 and 639-3, of languages that have one of two.
_LONG_LANGUAGES: Final[dict[str, str]] = {
    pair[:3]: pair[4:]
    for pair in """
    aar:aa abk:ab afr:af aka:ak alb:sq amh:am ara:ar arg:an arm:hy asm:as ava:av ave:ae aym:ay
    aze:az bak:ba bam:bm baq:eu bel:be ben:bn bis:bi bod:bo bos:bs bre:br bul:bg bur:my cat:ca
    ces:cs cha:ch che:ce chi:zh chu:cu chv:cv cor:kw cos:co cre:cr cym:cy cze:cs dan:da deu:de
    div:dv dut:nl dzo:dz ell:el eng:en epo:eo est:et eus:eu ewe:ee fao:fo fas:fa fij:fj fin:fi
    fra:fr fre:fr fry:fy ful:ff geo:ka ger:de gla:gd gle:ga glg:gl glv:gv gre:el grn:gn guj:gu
    hat:ht hau:ha hbs:sh heb:he her:hz hin:hi hmo:ho hrv:hr hun:hu hye:hy ibo:ig ice:is ido:io
    iii:ii iku:iu ile:ie ina:ia ind:id ipk:ik isl:is ita:it jav:jv jpn:ja kal:kl kan:kn kas:ks
    kat:ka kau:kr kaz:kk khm:km kik:ki kin:rw kir:ky kom:kv kon:kg kor:ko kua:kj kur:ku lao:lo
    lat:la lav:lv lim:li lin:ln lit:lt ltz:lb lub:lu lug:lg mac:mk mah:mh mal:ml mao:mi mar:mr
    may:ms mkd:mk mlg:mg mlt:mt mol:ro mon:mn mri:mi msa:ms mya:my nau:na nav:nv nbl:nr nde:nd
    ndo:ng nep:ne nld:nl nno:nn nob:nb nor:no nya:ny oci:oc oji:oj ori:or orm:om oss:os pan:pa
    per:fa pli:pi pol:pl por:pt pus:ps que:qu roh:rm ron:ro rum:ro run:rn rus:ru sag:sg san:sa
    scc:sr scr:hr sin:si slk:sk slo:sk slv:sl sme:se smo:sm sna:sn snd:sd som:so sot:st spa:es
    sqi:sq srd:sc srp:sr ssw:ss sun:su swa:sw swe:sv tah:ty tam:ta tat:tt tel:te tgk:tg tgl:tl
    tha:th tib:bo tir:ti ton:to tsn:tn tso:ts tuk:tk tur:tr twi:tw uig:ug ukr:uk urd:ur uzb:uz
    ven:ve vie:vi vol:vo wel:cy wln:wa wol:wo xho:xh yid:yi yor:yo zha:za zho:zh zul:zu
    """.split()
}
SHORT_LANGUAGES: Final = _OLD_LANGUAGES | _LONG_LANGUAGES
_OLD_REGIONS: Final = {"BU": "MM", "DD": "DE", "FX": "FR", "TP": "TL", "YD": "YE", "ZR": "CD"}


def canonical_tag(tag: str) -> str:
    """Return a language tag as RFC 5646 recommends: its letters by 2.1.1, the rest by 4.5.

    What is out of use gives way to what stands for it, and a language of a group of languages,
    such as Mandarin of Chinese, stands alone.

    >>> from cstoevents.records.languages import canonical_tag
    >>> canonical_tag("zh-hant-tw"), canonical_tag("BE-Tarask"), canonical_tag("ru-u-ca-gregory")
    ('zh-Hant-TW', 'be-tarask', 'ru-u-ca-gregory')
    >>> canonical_tag("iw"), canonical_tag("zh-cmn-Hans-CN"), canonical_tag("i-klingon")
    ('he', 'cmn-Hans-CN', 'tlh')
    >>> canonical_tag("rus"), canonical_tag("SCR"), canonical_tag("mol-Cyrl")
    ('ru', 'hr', 'ro-Cyrl')
    """
    if tag.lower() in OLD_TAGS:
        return OLD_TAGS[tag.lower()] or tag.lower()
    tag_of_all, *private = re.split(r"(?:\A|-)(?=x-)", tag.lower(), maxsplit=1)
    names, *extensions = re.split("-(?=[0-9a-wyz]-)", tag_of_all)
    language, *parts = names.split("-")
    language = SHORT_LANGUAGES.get(language, language)
    if parts and _is_language(parts[0]) and not any(map(_is_language, parts[1:])):
        language, *parts = parts
    scripts_and_regions = {2: str.upper, 4: str.capitalize}
    in_order = sorted(extensions, key=lambda extension: extension[0])
    cased = (scripts_and_regions.get(len(part), str.lower)(part) for part in parts)
    named = (_OLD_REGIONS.get(part, part) for part in cased)
    kept = "-".join(filter(None, [language, *named, *in_order, *private]))
    return tag if kept == tag else kept


def _is_language(part: str) -> bool:
    return len(part) == 3 and part.isalpha()
