"""What is said in Russian of the values of records."""

from __future__ import annotations

from typing import Final

RECORDS: Final = {
    "one of {options}": "одно из значений: {options}",
    "one of {options}, perhaps {like}": "одно из значений: {options}; возможно, {like}",
    "exactly one of {fields}": "ровно одно из полей: {fields}",
    "at least one of {fields}": "хотя бы одно из полей: {fields}",
    "a {cls:word} record for this {field:word}, or one of {words}": (
        "запись класса {cls} для такого значения {field} или одно из значений: {words}"
    ),
    "an {cls:word} record for this {field:word}, or one of {words}": (
        "запись класса {cls} для такого значения {field} или одно из значений: {words}"
    ),
    "a value for this field, which is required": "значение этого обязательного поля",
    "a value": "значение",
    "a value of the class {cls}": "значение класса {cls}",
    "only the fields {names}": "только поля {names}",
    "only the fields {names}; what is your own goes into `extra`": (
        "только поля {names}; своё хранят в `extra`"
    ),
    "only the keys {names}": "только ключи {names}",
    "only the keys {names}; what is your own goes into `extra`": (
        "только ключи {names}; своё хранят в `extra`"
    ),
    "the field {name}": "поле {name}",
    "the key {name}": "ключ {name}",
    "a list or another collection of {what}, not one value": (
        "список или другая последовательность, а не одно значение"
    ),
    "a whole number from {least}": "целое число не меньше {least}",
    "a whole number from {least} to {most}": "целое число от {least} до {most}",
    "a whole number, {least} or more": "целое число не меньше {least}",
    "a whole number, from {least} to {most}": "целое число от {least} до {most}",
    "a whole number up to {most}, or a larger one as text": (
        "целое число до {most}, а большее — текстом"
    ),
    "a number from {least} to {most}": "число от {least} до {most}",
    "a finite number": "конечное число",
    "a text": "текст",
    "a text of whole characters": "текст из целых знаков",
    "text": "текст",
    "texts": "тексты",
    "plain text": "обычный текст",
    "text, or texts by language": "текст или тексты по языкам",
    "at least one language": "хотя бы один язык",
    "each language once, in whatever case": "каждый язык по одному разу, в любом регистре",
    "a date in a file is text": "дата в файле — это текст",
    "an id: lower-case ASCII letters and digits, joined by hyphens": (
        "идентификатор: строчные латинские буквы и цифры, соединённые дефисами"
    ),
    "a slug: lower-case ASCII letters and digits, joined by hyphens": (
        "краткое имя: строчные латинские буквы и цифры, соединённые дефисами"
    ),
    "a scheme: ASCII letters and digits, joined by hyphens, dots or underscores": (
        "схема: латинские буквы и цифры, соединённые дефисами, точками или знаками подчёркивания"
    ),
    "non-empty text without NUL": "непустой текст без знака NUL",
    "a web address that begins with http:// or https:// and has no blanks": (
        "веб-адрес, который начинается с http:// или https:// и не содержит пробелов"
    ),
    "an SPDX identifier such as 'CC-BY-4.0', or the web address of a licence": (
        "идентификатор SPDX, например «CC-BY-4.0», или веб-адрес лицензии"
    ),
    "a BCP 47 language tag such as 'en', 'ru' or 'sr-Latn'": (
        "обозначение языка по BCP 47, например «en», «ru» или «sr-Latn»"
    ),
    "a keyword: lower-case, at most 80 characters, without ';'": (
        "ключевое слово: строчными буквами, не длиннее 80 знаков, без «;»"
    ),
    "a key that looks like no other": "ключ, непохожий на другие",
    "a key: at most 80 characters on one line, without blanks at its ends": (
        "ключ: не длиннее 80 знаков, в одну строку, без пробелов по краям"
    ),
    "a media type such as 'application/pdf'": "тип данных, например «application/pdf»",
    "the name of a zone in the tz database, such as 'Asia/Bishkek'": (
        "название часового пояса из базы tz, например «Asia/Bishkek»"
    ),
    "a country code of ISO 3166-1 (two capital letters)": (
        "код страны по ISO 3166-1 (две заглавные латинские буквы)"
    ),
    "one day such as '2026-11-24'": "один день, например «2026-11-24»",
    "degrees north, from -90 to 90": "градусы северной широты, от -90 до 90",
    "degrees east, from -180 to 180": "градусы восточной долготы, от -180 до 180",
    "a time of day such as '14:30:00', without a zone or parts of a second": (
        "время суток, например «14:30:00», без часового пояса и долей секунды"
    ),
    "a time of day such as '14:30:00'": "время суток, например «14:30:00»",
    "an object": "объект",
    "an object with arrays of records": "объект с массивами записей",
    "an array": "массив",
    "an array of records": "массив записей",
    "an array of objects": "массив объектов",
    "an object with arrays": "объект с массивами",
    "true or false": "true или false",
    "a JSON value: None, true or false, a number, text, or a list or mapping of these": (
        "значение JSON: пустое, true или false, число, текст, их список или объект"
    ),
    "a mapping of keys of your own to JSON values": "объект со своими ключами и значениями JSON",
    "at most {count:number} levels of lists and mappings": (
        "не более {count:уровня|уровней|уровней} списков и объектов"
    ),
    "the id of {wanted}": "идентификатор записи ({wanted:list})",
    "the id of {wanted}, perhaps {like}": (
        "идентификатор записи ({wanted:list}), возможно, {like}"
    ),
    "the id of {wanted}; it is a {what}": (
        "идентификатор записи ({wanted:list}); это {what:message}"
    ),
    "the id of {wanted}; it is an {what}": (
        "идентификатор записи ({wanted:list}); это {what:message}"
    ),
    "one record of this id; it is of the class {cls}": (
        "одна запись с этим идентификатором; это {cls}"
    ),
    "one record of this id; another has {values}": (
        "одна запись с этим идентификатором; в другой {values}"
    ),
    "an id of its own; {place} has it": "свой идентификатор; этот уже у {place}",
}
