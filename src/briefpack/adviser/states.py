"""The short names of States, by which a text is seen to name one. No statement on the status of any territory."""

import re
from collections.abc import Iterable
from functools import lru_cache

from briefpack.adviser.authority import plain

_STATES = """
Afghanistan, Albania, Algeria, Andorra, Angola, Antigua and Barbuda, Argentina, Armenia, Australia, Austria,
Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados, Beijing, Belarus, Belgium, Belize, Benin, Bhutan, Bolivia,
Bosnia and Herzegovina, Botswana, Brazil, Britain, Brunei, Bulgaria, Burkina Faso, Burundi, Cabo Verde, Cambodia,
Cameroon, Canada, Central African Republic, Chad, Chile, China, Colombia, Comoros, Congo, Costa Rica, Croatia, Cuba,
Cyprus, Czech Republic, Czechia, Côte d’Ivoire, Democratic People’s Republic of Korea, Denmark, Djibouti, Dominica,
Dominican Republic, EU, Ecuador, Egypt, El Salvador, Equatorial Guinea, Eritrea, Estonia, Eswatini, Ethiopia,
European Union, Fiji, Finland, France, Gabon, Gambia, Georgia, Germany, Ghana, Greece, Grenada, Guatemala, Guinea,
Guinea-Bissau, Guyana, Haiti, Holy See, Honduras, Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel,
Italy, Jamaica, Japan, Jordan, Kazakhstan, Kenya, Kiribati, Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon, Lesotho,
Liberia, Libya, Liechtenstein, Lithuania, Luxembourg, Madagascar, Malawi, Malaysia, Maldives, Mali, Malta, Marshall
Islands, Mauritania, Mauritius, Mexico, Micronesia, Moldova, Monaco, Mongolia, Montenegro, Morocco, Moscow,
Mozambique, Myanmar, Namibia, Nauru, Nepal, Netherlands, New Zealand, Nicaragua, Niger, Nigeria, North Macedonia,
Norway, Oman, Pakistan, Palau, Palestine, Panama, Papua New Guinea, Paraguay, Peru, Philippines, Poland, Portugal,
Qatar, ROK, Republic of Korea, Romania, Russia, Russian Federation, Rwanda, Saint Kitts and Nevis, Saint Lucia,
Saint Vincent, Samoa, San Marino, Sao Tome and Principe, Saudi Arabia, Senegal, Serbia, Seychelles, Sierra Leone,
Singapore, Slovakia, Slovenia, Solomon Islands, Somalia, South Africa, South Korea, South Sudan, Spain, Sri Lanka,
Sudan, Suriname, Sweden, Switzerland, Syria, Tajikistan, Tanzania, Thailand, Timor-Leste, Togo, Tonga, Trinidad and
Tobago, Tunisia, Turkey, Turkmenistan, Tuvalu, Türkiye, U.S., UK, US, USA, Uganda, Ukraine, United Arab Emirates,
United Kingdom, United States, Uruguay, Uzbekistan, Vanuatu, Venezuela, Viet Nam, Vietnam, Washington, Yemen,
Zambia, Zimbabwe
"""
STATES = tuple(" ".join(name.split()) for name in _STATES.split(","))
_PATTERN = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(plain(name)) for name in sorted(STATES, key=len, reverse=True))})(?!\w)"
)


@lru_cache(maxsize=4096)
def states_in(text: str) -> tuple[str, ...]:
    """The States named in a text, as written, each once, without the DPRK; a capital may stand for its government."""
    found = (text[match.start() : match.end()] for match in _PATTERN.finditer(plain(text)))
    # Short ones are words too: us, Us.
    named = (name for name in found if name[:1].isupper() and (len(name) > 3 or name == name.upper()))
    return tuple(dict.fromkeys(name for name in named if not name.startswith("Democratic")))


def others(named: Iterable[str], allowed: str) -> tuple[str, ...]:
    """The States that an allowed text does not name."""
    there = {plain(name) for name in states_in(allowed)}
    return tuple(name for name in named if plain(name) not in there)
