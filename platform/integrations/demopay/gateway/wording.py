"""The page's words in Chinese and English."""

from decimal import Decimal

from babel.numbers import format_currency, get_currency_precision

WORDS = {
    "en": {
        "title": "Pay",
        "pay_to": "Payment to",
        "order": "For",
        "demo": "Demo: no real money moves",
        "pay": "Pay",
        "fail": "Let it fail",
        "later": "Pay later",
        "window": "Close the window",
        "pay_hint": "The shop is told that the money is there.",
        "fail_hint": "As if the bank had refused.",
        "later_hint": "Back to the shop; the payment stays open.",
        "window_hint": "Gone without a word; the shop hears nothing.",
        "tools": "Test tools",
        "tools_hint": "Trouble with the message to the shop:",
        "twice": "send it twice",
        "late": "send it 10 seconds late",
        "disorder": "an older message arrives after it",
        "forged": "a forged one goes first",
        "silent": "lose it (the shop has to ask)",
        "paid": "This payment is done.",
        "failed": "This payment was refused.",
        "cancelled": "This payment was cancelled.",
        "back": "Back to the shop",
        "closed_title": "You can close this window",
        "closed": "The payment stays open. Nobody was told anything.",
        "again": "Return to the payment",
        "other": "中文",
        "other_code": "zh-hans",
    },
    "zh-hans": {
        "title": "付款",
        "pay_to": "收款方",
        "order": "用途",
        "demo": "模拟支付：不会真实扣款",
        "pay": "确认付款",
        "fail": "模拟付款失败",
        "later": "稍后付款",
        "window": "关闭窗口",
        "pay_hint": "通知店铺：款项已到账。",
        "fail_hint": "如同银行拒绝了这笔付款。",
        "later_hint": "返回店铺，这笔付款保持待付款。",
        "window_hint": "直接离开，店铺收不到任何消息。",
        "tools": "测试工具",
        "tools_hint": "给店铺的通知出点状况：",
        "twice": "重复发送一次",
        "late": "延迟 10 秒发送",
        "disorder": "随后再送达一条更早的通知",
        "forged": "先发送一条伪造通知",
        "silent": "通知丢失（店铺需主动查询）",
        "paid": "这笔付款已完成。",
        "failed": "这笔付款未成功。",
        "cancelled": "这笔付款已取消。",
        "back": "返回店铺",
        "closed_title": "可以关闭此窗口",
        "closed": "这笔付款保持待付款，店铺没有收到任何消息。",
        "again": "回到付款页面",
        "other": "English",
        "other_code": "en",
    },
}
_LOCALES = {"en": "en", "zh-hans": "zh_Hans_CN"}


def chosen_language(asked: str) -> str:
    return "zh-hans" if asked.lower().startswith("zh") else "en"


def words(language: str) -> dict[str, str]:
    return WORDS[language]


def amount_for_people(minor: int, currency: str, language: str) -> str:
    amount = Decimal(minor).scaleb(-get_currency_precision(currency))
    return format_currency(amount, currency, locale=_LOCALES[language])
