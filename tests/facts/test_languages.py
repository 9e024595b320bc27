"""Languages of which only sentences are known give points; a text whose language is not sure gives nothing."""

from __future__ import annotations

import pytest

from facts.article import box, texts
from server.facts import language

RUSSIAN = (
    "Городской совет Варнбю закрыл в понедельник бассейн у реки, после того как в крыше нашли трещины.",
    "Но не все жители города верят тому, что говорят инспекторы о крыше и о трещинах в ней.",
    "Ремонт бассейна будет стоить городу не меньше четырёх миллионов крон, сообщил совет на встрече с жителями.",
)
ARABIC = (
    "أغلق مجلس مدينة فارنبي يوم الاثنين المسبح القريب من النهر بعد أن عثر المفتشون على شقوق في السقف.",
    "لكن سكان المدينة لا يصدقون ما قاله المفتشون عن السقف وعن الشقوق التي ظهرت في هذا المسبح.",
    "يحتاج المسبح إلى أربعة ملايين كرونة على الأقل من أجل إصلاح السقف خلال العام وبعد الشتاء.",
)
JAPANESE = (
    "ヴァルンビー市議会は月曜日、屋根にひび割れが見つかったため、川沿いの市民プールを閉鎖したと発表した。",
    "しかし、住民の多くは屋根のひび割れについての検査官の説明を信じていない。",
    "市民プールの屋根の修理には少なくとも四百万クローナがかかると市議会は見込んでいる。",
)
KOREAN = (
    "바른뷔 시의회는 월요일 지붕에서 금이 발견된 뒤 강가의 시민 수영장을 닫았다고 밝혔다.",
    "그러나 많은 주민은 지붕의 금에 대한 검사관의 설명을 믿지 않는다고 시의회에 말했다.",
    "시민 수영장의 지붕을 고치는 데에는 적어도 사백만 크로나가 들 것으로 시의회는 본다.",
)
CHINESE = (
    "瓦恩比市议会星期一宣布，由于屋顶发现裂缝，河边的市民游泳馆已经关闭，重新开放的日期还没有确定。",
    "但许多居民并不相信检查人员关于屋顶裂缝的说明，他们要求市议会公开全部报告。",
    "市议会估计，修理游泳馆的屋顶至少需要四百万克朗，而且工程要到明年夏天才能开始。",
)
TURKISH = (
    "Varnby belediyesi pazartesi günü çatıda çatlaklar bulunduğu için nehir kıyısındaki yüzme salonunu kapattı.",
    "Ancak kentte yaşayan pek çok kişi çatıdaki çatlaklar için söylenen her şeye inanmıyor ve bilgi istiyor.",
    "Yüzme salonunun çatısı için en az dört milyon kron gerekiyor ve salon gelecek yıla kadar bir daha açılmayacak.",
)


@pytest.mark.parametrize(
    ("code", "story"),
    [("ru", RUSSIAN), ("ar", ARABIC), ("ja", JAPANESE), ("ko", KOREAN), ("zh", CHINESE), ("tr", TURKISH)],
)
def test_points_alone(code: str, story: tuple[str, ...]) -> None:
    found = box(*story, "", language=code)
    shown = " ".join(texts(found.points))
    assert found.points[0].text.startswith(story[0])
    assert story[2] in shown
    assert not [p for p in found.points if p.text.startswith(story[1])]
    assert (found.who, found.where, found.when, found.numbers, found.quotes, found.sources) == ((),) * 6
    assert found.notes


@pytest.mark.parametrize(
    ("story", "declared", "code"),
    [
        (RUSSIAN, None, "ru"),
        (ARABIC, "en", "ar"),
        (JAPANESE, "en", "ja"),
        (KOREAN, None, "ko"),
        (CHINESE, None, "zh"),
        (TURKISH, "tr", "tr"),
        (("東京",), "ja", None),
    ],
)
def test_language(story: tuple[str, ...], declared: str | None, code: str | None) -> None:
    assert language.of("\n".join(story), declared) == code


def test_a_box_that_says_nothing_says_why() -> None:
    zulu = (
        "Umasipala uvale ichibi lokubhukuda ngoMsombuluko ngemva kokutholakala kwemifantu ophahleni lwesakhiwo. " * 4
    )
    assert "not sure" in box(zulu).notes[0]
    assert box("Too short.").notes == ()
