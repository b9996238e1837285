"""Synthetic people and enterprises: every surname and every enterprise says that it is made up."""

import itertools

FIRST_NAMES = {
    "นาย": (
        "กิตติ ก้อง เกรียง คม จักร จิรา ชัย ชูชาติ เดช ต่อ ทวี ธนา ธีระ นที นพ บุญมี ปรีชา พงษ์ ภูมิ มานพ วิชัย "
        "ศักดิ์ สมพร สุริยา อาทิตย์ อุดม เอก โอภาส"
    ).split(),
    "นาง": "กัลยา จันทร์ จินดา ดวงใจ ทองใบ นงนุช บุญเรือน ประไพ พรทิพย์ มาลี ลำดวน วันดี ศรีนวล สมใจ สายพิณ สุภา อรุณ อำไพ".split(),
    "นางสาว": "กมล ขวัญ ชลธิชา ณิชา ดารา ธิดา นภา ปาริชาต พิมพ์ เพ็ญ ภัทรา มยุรี รัตนา ลลิตา วารี ศิริ สุนิสา อรทัย".split(),
}
SURNAMES = [
    f"{stem}{ending}"
    for stem, ending in itertools.product(
        ["สมมติ", "ตัวอย่าง", "จำลอง", "สาธิต"],
        "กุล ดี วงศ์ ทอง สุข ไทย พัฒน์ ศรี งาม ชัย พงศ์ นคร ธรรม เจริญ มั่นคง รุ่งเรือง".split(),
    )
]
PRODUCTS = "ผ้าทอ ข้าวแปรรูป กล้วยตาก น้ำพริก เครื่องจักสาน สมุนไพร กาแฟคั่ว ขนมไทย เครื่องปั้น น้ำผึ้ง ปลาส้ม เห็ดแปรรูป".split()


def person(chance):
    """Title, first name and surname, by chance."""
    title = chance.choice(list(FIRST_NAMES))
    return {"title": title, "first_name": chance.choice(FIRST_NAMES[title]), "last_name": chance.choice(SURNAMES)}


def enterprise(chance, *, province, serial):
    """A name that says it is an example."""
    return f"วิสาหกิจชุมชนตัวอย่าง{chance.choice(PRODUCTS)}{province.name_th} {serial}"
