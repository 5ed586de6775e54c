// Golden cases about draws: what other programs drew from a seed.
#include "draw/arlo_batches.h"
#include "draw/arlo_ids.h"
#include "draw/consistent_tickets.h"
#include "draw/counter.h"
#include "draw/cryptorandom.h"
#include "workflow/vectors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace recanvass::workflow {
namespace {

using base::Json;
using draw::Cryptorandom;
using draw::Replacement;

// Limbs, least significant first, as decimal digits.
std::string decimal(std::vector<std::uint64_t> limbs) {
  std::string digits;
  while (std::ranges::any_of(limbs, [](std::uint64_t limb) { return limb != 0; })) {
    std::uint64_t rest = 0;
    for (std::size_t i = limbs.size(); i-- > 0;) {
      const base::Wide part = (static_cast<base::Wide>(rest) << 64) + limbs[i];
      limbs[i] = static_cast<std::uint64_t>(part / 10);
      rest = static_cast<std::uint64_t>(part % 10);
    }
    digits += static_cast<char>('0' + rest);
  }
  std::ranges::reverse(digits);
  return digits.empty() ? "0" : digits;
}

std::string decimal(base::Wide number) {
  return decimal({static_cast<std::uint64_t>(number), static_cast<std::uint64_t>(number >> 64)});
}

// Limits beyond 64 bits are written as texts. 0: no number.
base::Wide wide_number(const Json& value) {
  if (value.is_number_integer()) return value.get<std::int64_t>();
  base::Wide number = 0;
  for (const char digit : value.get<std::string>()) {
    if (digit < '0' || digit > '9' || number > (base::Wide{1} << 120)) return 0;
    number = number * 10 + (digit - '0');
  }
  return number;
}

void check_bits(CaseCheck& check, const std::string& seed) {
  const Json& given = check.given();
  if (given.contains("randbelow")) {
    Cryptorandom source(seed);
    std::vector<std::string> numbers;
    for (const Json& limit : given.at("randbelow").at("n")) {
      const base::Wide below = wide_number(limit);
      if (below < 1) return check.differ("randbelow has a limit that is no number above 0");
      numbers.push_back(decimal(source.next_below(below)));
    }
    check.expect_value("randbelow", {{"n", given.at("randbelow").at("n")}, {"out", numbers}});
  }
  if (given.contains("getrandbits")) {
    Cryptorandom source(seed);
    std::vector<std::string> numbers;
    for (const Json& bits : given.at("getrandbits").at("k")) {
      const unsigned wanted = bits.get<unsigned>();
      if (wanted < 1 || wanted > 100000) return check.differ("getrandbits is out of range");
      numbers.push_back(decimal(source.next_bits(wanted)));
    }
    check.expect_value("getrandbits", {{"k", given.at("getrandbits").at("k")}, {"out", numbers}});
  }
}

// "sample_by_index_50_10" with the stem "sample_by_index_" has 50 and 10. Empty: another key.
std::vector<std::int64_t> numbers_after(std::string_view stem, std::string_view key) {
  if (!key.starts_with(stem)) return {};
  std::vector<std::int64_t> numbers;
  const char* at = key.data() + stem.size();
  const char* const end = key.data() + key.size();
  while (at < end) {
    std::int64_t number = 0;
    const auto read = std::from_chars(at, end, number);
    constexpr std::int64_t kMost = 1'000'000;
    if (read.ec != std::errc() || number < 0 || number > kMost) return {};
    if (read.ptr != end && *read.ptr != '_') return {};
    numbers.push_back(number);
    at = read.ptr == end ? end : read.ptr + 1;
  }
  return numbers;
}

// What the generator, started anew, gives under one key; null: it is no output that is known.
Json cryptorandom_output(const std::string& seed, const std::string& key) {
  Cryptorandom source(seed);
  const auto sizes = [&](std::string_view stem, std::size_t many) {
    auto numbers = numbers_after(stem, key);
    const bool fits = numbers.size() == many && numbers.back() > 0;
    return fits ? numbers : std::vector<std::int64_t>();
  };
  const auto size_of = [](std::int64_t number) { return static_cast<std::uint64_t>(number); };
  if (const auto many = sizes("random", 1); !many.empty()) {
    std::vector<double> fractions(size_of(many[0]));
    for (double& fraction : fractions) fraction = source.next_fraction();
    return fractions;
  }
  if (const auto to = sizes("randint_", 3); !to.empty() && to[0] < to[1]) {
    std::vector<std::int64_t> digits(size_of(to[2]));
    for (auto& digit : digits)
      digit = to[0] + static_cast<std::int64_t>(source.next_below(to[1] - to[0]));
    return digits;
  }
  if (const auto jump = sizes("hash_after_jump_", 1); !jump.empty()) {
    source.skip(size_of(jump[0]));
    return base::hex(source.next_number());
  }
  if (const auto of = sizes("sample_by_index_", 2); !of.empty() && of[1] <= of[0]) {
    return sample_by_index(source, size_of(of[0]), size_of(of[1]), Replacement::Without);
  }
  if (const auto of = sizes("sample_by_index_repl_", 2); !of.empty() && of[0] > 0) {
    return sample_by_index(source, size_of(of[0]), size_of(of[1]), Replacement::With);
  }
  if (const auto of = sizes("fykd_sample_", 2); !of.empty() && of[1] <= of[0]) {
    return sample_by_shuffle(source, size_of(of[0]), size_of(of[1]));
  }
  if (const auto of = sizes("random_permutation_", 1); !of.empty()) {
    return shuffled(source, size_of(of[0]));
  }
  return nullptr;
}

// The package cryptorandom: each output starts the generator anew. What else is named like one of
// its outputs is not passed over.
void check_cryptorandom(CaseCheck& check) {
  const std::string seed = check.seed("seed");
  const std::size_t hashes = check.given().value("hashes", Json::array()).size();
  Cryptorandom source(seed);
  Json texts = Json::array();
  for (std::size_t i = 0; i < hashes; ++i) texts.push_back(base::hex(source.next_number()));
  check.expect_value("hashes", texts);
  check_bits(check, seed);
  for (const auto& [key, value] : check.given().items()) {
    const bool output =
        std::ranges::any_of(std::array{"random", "randint", "hash_after", "sample_by", "fykd"},
                            [&, name = key](const char* stem) { return name.starts_with(stem); });
    if (!output || key == "randbelow") continue;
    const Json found = cryptorandom_output(seed, key);
    if (found.is_null()) {
      check.differ("not compared: " + key);
    } else {
      check.expect_value(key, found);
    }
  }
}

// "AB-1..AB-40", or a list.
std::vector<std::string> ids_of(const Json& ids) {
  if (ids.is_array()) return ids.get<std::vector<std::string>>();
  const auto text = ids.get<std::string>();
  const std::size_t dots = text.find("..");
  const std::size_t first = text.find_last_not_of("0123456789", dots - 1) + 1;
  if (dots == std::string::npos || first == 0) return {};
  const std::string stem = text.substr(0, first);
  std::int64_t from = 0;
  std::int64_t to = -1;
  std::from_chars(text.data() + first, text.data() + dots, from);
  if (text.compare(dots + 2, first, stem) == 0) {
    std::from_chars(text.data() + dots + 2 + first, text.data() + text.size(), to);
  }
  std::vector<std::string> list;
  for (; from <= to && list.size() < 1000000; ++from) list.push_back(stem + std::to_string(from));
  return list;
}

draw::IdOf among(const std::vector<std::string>& ids) {
  return [&ids](std::uint64_t item, std::string& id) { id = ids[item]; };
}

void expect_drawn(CaseCheck& check, const std::string& key, const std::vector<std::string>& ids,
                  Replacement replacement) {
  const Json& given = check.given();
  if (!given.contains(key)) return;
  const std::size_t draws = given.at(key).size();
  if (replacement == Replacement::Without && draws > ids.size()) {
    return check.differ(key + " has more draws than ids");
  }
  constexpr std::size_t kDigits = 9;
  Json found = Json::array();
  for (const auto& one :
       draw_tickets(check.seed("seed"), ids.size(), among(ids), draws, replacement)) {
    found.push_back({draw::trim_ticket(one.ticket, kDigits), ids[one.item], one.generation});
  }
  check.expect_value(key, found);
}

void check_consistent_sampler(CaseCheck& check) {
  const Json& given = check.given();
  const std::string seed = check.seed("seed");
  const std::vector<std::string> ids = ids_of(given.at("ids"));
  if (ids.empty()) return check.differ("no ids as \"AB-1..AB-40\" or a list");
  Json first = given.value("first_fraction", Json::object());
  for (const auto& [id, ticket] : first.items()) ticket = draw::first_ticket(seed, id);
  check.expect_value("first_fraction", first);
  Json next = given.value("next_fraction", Json::object());
  for (const auto& [from, ticket] : next.items()) {
    if (from.size() < 3 || !from.starts_with("0.")) return check.differ("a fraction that is none");
    ticket = draw::next_ticket(from);
  }
  check.expect_value("next_fraction", next);
  Json trims = given.value("trim", Json::array());
  for (Json& trim : trims) {
    trim.at(2) = draw::trim_ticket(trim.at(0).get<std::string>(), trim.at(1).get<std::size_t>());
  }
  check.expect_value("trim", trims);
  for (const auto& [key, value] : given.items()) {
    if (key.starts_with("without_replacement_")) {
      expect_drawn(check, key, ids, Replacement::Without);
    } else if (key.starts_with("with_replacement_")) {
      expect_drawn(check, key, ids, Replacement::With);
    }
  }
}

struct ArloBallot {
  std::string jurisdiction;
  std::string batch;
  std::uint64_t position = 0;
};

Json arlo_rows(const std::vector<draw::TicketDraw>& draws, const std::vector<ArloBallot>& ballots,
               std::size_t before) {
  constexpr std::size_t kDigits = 18;
  Json rows = Json::array();
  for (std::size_t i = before; i < draws.size(); ++i) {
    const ArloBallot& ballot = ballots[draws[i].item];
    rows.push_back({draw::trim_ticket(draws[i].ticket, kDigits),
                    {ballot.jurisdiction, ballot.batch, ballot.position},
                    draws[i].generation});
  }
  return rows;
}

// The number at the end of a key: "round1_15".
std::size_t number_in(std::string_view key) {
  const std::size_t first = key.find_last_not_of("0123456789") + 1;
  std::size_t number = 0;
  std::from_chars(key.data() + first, key.data() + key.size(), number);
  return number;
}

void check_arlo_draw(CaseCheck& check) {
  const Json& given = check.given();
  const std::string seed = check.seed("seed");
  std::vector<ArloBallot> ballots;
  for (const Json& batch : given.at("manifest")) {
    for (std::uint64_t i = 1; i <= batch.at(1).get<std::uint64_t>(); ++i) {
      ballots.push_back(
          {batch.at(0).at(0).get<std::string>(), batch.at(0).at(1).get<std::string>(), i});
    }
  }
  const draw::IdOf id_of = [&](std::uint64_t item, std::string& id) {
    const std::array<std::string_view, 2> names{ballots[item].jurisdiction, ballots[item].batch};
    id = draw::arlo_ballot_id(names, ballots[item].position);
  };
  if (ballots.empty()) return check.differ("the manifest has no ballots");
  std::string first;
  id_of(0, first);
  check.expect_value("id_string_of_first", first);
  const auto quoted = std::ranges::find_if(ballots, [](const ArloBallot& ballot) {
    return ballot.jurisdiction.find('\'') != std::string::npos && ballot.position == 3;
  });
  if (quoted != ballots.end()) {
    id_of(static_cast<std::uint64_t>(quoted - ballots.begin()), first);
    check.expect_value("id_string_of_quoted", first);
  }
  std::size_t drawn = 0;
  for (const auto& [key, rows] : given.items()) {  // by name: round1_, round2_, …, without_
    const bool with = key.starts_with("round");
    if (!with && !key.starts_with("without_replacement_")) continue;
    const std::size_t before = with && !key.starts_with("round1_") ? number_in(key) : 0;
    drawn = before + rows.size();
    if (!with && drawn > ballots.size()) return check.differ(key + " has more draws than ballots");
    const auto draws = draw_tickets(seed, ballots.size(), id_of, drawn,
                                    with ? Replacement::With : Replacement::Without);
    check.expect_value(key, arlo_rows(draws, ballots, before));
  }
}

void check_counter(CaseCheck& check) {
  const std::string seed = check.seed("seed");
  const std::int64_t cards = check.whole("N");
  if (cards < 1) return check.differ("N is no number of cards");
  check.expect_value("draws", draw::draw_by_counter(seed, {1, static_cast<std::uint64_t>(cards)}, 1,
                                                    check.given().at("draws").size()));
}

// Pairs of one that won and one that did not, of Arlo's description of a contest.
std::vector<std::pair<std::string, std::string>> arlo_pairs(const Json& contest) {
  std::vector<std::pair<std::int64_t, std::string>> order;  // most votes first
  for (const auto& [key, value] : contest.items()) {
    const bool own =
        key == "ballots" || key == "numWinners" || key == "votesAllowed" || key == "pendingBallots";
    if (!own && value.is_number_integer()) order.emplace_back(-value.get<std::int64_t>(), key);
  }
  std::ranges::stable_sort(order, {}, &std::pair<std::int64_t, std::string>::first);
  const auto winners = std::min(contest.value("numWinners", std::size_t{1}), order.size());
  std::vector<std::pair<std::string, std::string>> pairs;
  for (std::size_t w = 0; w < winners; ++w) {
    for (std::size_t l = winners; l < order.size(); ++l) {
      pairs.emplace_back(order[w].second, order[l].second);
    }
  }
  return pairs;
}

// The largest error that a batch could hold, over the pairs of the candidates, as Arlo has it.
base::Rational error_bound(const Json& batch, const Json& contest, std::int64_t pending) {
  base::Rational bound;
  for (const auto& [winner, loser] : arlo_pairs(contest)) {
    const auto ahead = [&](const Json& of) {
      return of.at(winner).get<std::int64_t>() - of.at(loser).get<std::int64_t>();
    };
    const std::int64_t lead = ahead(contest) - pending;
    if (lead <= 0) continue;
    bound = std::max(bound,
                     base::Rational(ahead(batch) + batch.at("ballots").get<std::int64_t>(), lead));
  }
  return bound;
}

void check_arlo_batches(CaseCheck& check) {
  const Json& given = check.given();
  if (!given.contains("ppeb_draws")) return;
  const std::int64_t pending = given.at("info").value("pendingBallots", std::int64_t{0});
  std::vector<draw::BoundedBatch> batches;
  for (const Json& batch : given.at("batches")) {
    batches.push_back({batch.at(0).at(0).get<std::string>(), batch.at(0).at(1).get<std::string>(),
                       error_bound(batch.at(1), given.at("info"), pending)});
  }
  const bool any = std::ranges::any_of(
      batches, [](const draw::BoundedBatch& batch) { return batch.error_max.numerator() > 0; });
  if (!any) return check.differ("no batch can hold an error");
  Json rows = Json::array();
  for (const auto& one :
       draw_arlo_batches(check.seed("ppeb_seed"), batches, 0, given.at("ppeb_draws").size())) {
    rows.push_back({one.ticket, {batches[one.batch].jurisdiction, batches[one.batch].name}});
  }
  check.expect_value("ppeb_draws", rows);
}

}  // namespace

std::vector<VectorKind> draw_vector_kinds() {
  return {{"cryptorandom", check_cryptorandom},
          {"consistent_sampler", check_consistent_sampler},
          {"arlo_draw_sample", check_arlo_draw},
          {"stark_rivest_counter", check_counter},
          {"macro", check_arlo_batches}};
}

}  // namespace recanvass::workflow
