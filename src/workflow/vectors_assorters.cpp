// Golden cases about assorters: what a reference implementation computed for one small election.
// The cases of a file share the election of its case of the kind "input".
#include "audit/assertion.h"
#include "audit/overstatement.h"
#include "audit/phantom.h"
#include "draw/contest_sample.h"
#include "draw/cryptorandom.h"
#include "workflow/vectors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>

namespace recanvass::workflow {
namespace {

using audit::Assorter;
using audit::ChoicePair;
using base::Json;
using base::Rational;
using election::CardCount;
using election::Mark;
using election::MarkingState;

// One card of the golden election: its marks by contest, or a phantom.
struct GoldenCard {
  std::string id;
  bool phantom = false;
  std::map<std::string, std::vector<Mark>> marks;
  [[nodiscard]] bool carries(const std::string& contest) const { return marks.contains(contest); }
};

struct GoldenContest {
  election::CardContest contest;
  std::int64_t places = 1;
  std::int64_t cards = 0;
  std::optional<Rational> share;
};

struct GoldenElection {
  std::map<std::string, GoldenContest> contests;
  std::vector<GoldenCard> records;  // cards, then phantoms
  std::map<std::string, GoldenCard> papers;
  std::string seed;
};

GoldenCard card_in(const Json& given, const std::map<std::string, GoldenContest>& contests) {
  GoldenCard card{given.at("id").get<std::string>(), given.value("phantom", false), {}};
  for (const auto& [id, votes] : given.at("votes").items()) {
    std::vector<Mark>& marks = card.marks[id];
    const auto& choices = contests.at(id).contest.choices;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const bool voted = votes.value(choices[i].id.text, 0) != 0;
      if (voted) marks.push_back({static_cast<election::ChoiceIndex>(i), 0, 1});
    }
  }
  return card;
}

GoldenContest contest_in(const std::string& id, const Json& given) {
  GoldenContest golden;
  golden.contest = {{id}, id, 1, 0, 1, {}};
  for (const Json& candidate : given.at("candidates")) {
    const auto name = candidate.get<std::string>();
    golden.contest.choices.push_back({{name}, name, {}});
  }
  golden.places = static_cast<std::int64_t>(given.at("winner").size());
  golden.cards = given.at("cards").get<std::int64_t>();
  if (given.at("share").is_number()) {
    golden.share = Rational::parse(given.at("share").dump()).value();
  }
  return golden;
}

// Every contest's phantoms as audit/phantom.h makes them, named as the reference names them.
void add_phantoms(GoldenElection& golden) {
  std::vector<audit::ContestCards> bounds;
  for (const auto& [id, contest] : golden.contests) {
    const auto carrying = std::ranges::count_if(
        golden.records, [&](const GoldenCard& card) { return card.carries(id); });
    bounds.push_back({id, CardCount(carrying), CardCount(contest.cards)});
  }
  const auto phantoms = audit::phantoms_by_contest(bounds);
  if (!phantoms) return;
  for (std::size_t i = 0; i < phantoms->size(); ++i) {
    GoldenCard card{fmt::format("phantom-1-{}", i + 1), true, {}};
    for (const std::uint32_t contest : (*phantoms)[i]) card.marks[bounds[contest].contest];
    golden.records.push_back(std::move(card));
  }
}

// Refused as a JSON fault: no case of the kind "input".
GoldenElection election_in(const Json& cases) {
  GoldenElection golden;
  const auto input =
      std::ranges::find_if(cases, [](const Json& one) { return one.value("kind", "") == "input"; });
  const Json given = input == cases.end() ? Json::object() : *input;
  for (const auto& [id, contest] : given.at("contests").items()) {
    golden.contests.emplace(id, contest_in(id, contest));
  }
  for (const Json& card : given.at("cvrs")) {
    golden.records.push_back(card_in(card, golden.contests));
  }
  add_phantoms(golden);
  for (const Json& card : given.at("mvr")) {
    golden.papers.emplace(card.at("id").get<std::string>(), card_in(card, golden.contests));
  }
  const Json& seed = given.at("cryptorandom_seed");
  golden.seed = seed.is_number_integer() ? seed.dump() : seed.get<std::string>();
  return golden;
}

election::MarkingView view_of(const std::vector<Mark>& marks) {
  return {marks.empty() ? MarkingState::Blank : MarkingState::Marked, marks};
}

// "Al v Cy", or "Yes v ALL_OTHERS". No value: no such choices.
std::optional<Assorter> assorter_named(const GoldenContest& golden, const std::string& name) {
  const std::size_t against = name.find(" v ");
  if (against == std::string::npos) return std::nullopt;
  const auto& choices = golden.contest.choices;
  const auto index = [&](const std::string& id) {
    return static_cast<election::ChoiceIndex>(
        std::ranges::find(choices, id, [](const auto& choice) { return choice.id.text; }) -
        choices.begin());
  };
  const ChoicePair pair{index(name.substr(0, against)), index(name.substr(against + 3))};
  if (pair.winner >= choices.size()) return std::nullopt;
  const audit::CountsVotes votes{golden.places, 1};
  if (golden.share) {
    return audit::above_share(golden.contest, pair.winner, *golden.share, votes).assorter;
  }
  if (pair.loser >= choices.size() || pair.loser == pair.winner) return std::nullopt;
  // The reference does not look for overvotes in this social choice function.
  const audit::CountsVotes unlimited{0, 1};
  return Assorter(golden.contest,
                  audit::SumClaim{unlimited, audit::pair_weights(choices.size(), pair), {}, {}});
}

// Compares a table of values by card; a text in it is a fault of the reference, for which the value
// is what it has to be and nothing is compared.
using ValueOfCard = std::function<std::optional<Rational>(const std::string& id)>;

void expect_by_card(CaseCheck& check, const std::string& key, const ValueOfCard& value) {
  if (!check.given().contains(key)) return;
  for (const auto& [id, expected] : check.given().at(key).items()) {
    if (!expected.is_number()) continue;
    const std::optional<Rational> found = value(id);
    const double number = found ? found->approximate() : -1e9;
    if (std::abs(number - expected.get<double>()) > 1e-10 * std::max(1.0, std::abs(number))) {
      check.differ(fmt::format("{} of {} is {:.17g}, expected {:.17g}", key, id, number,
                               expected.get<double>()));
    }
  }
  check.agree();
}

struct GoldenCards {
  const GoldenElection& golden;
  std::string contest;

  [[nodiscard]] std::optional<audit::Recorded> recorded(const std::string& id) const {
    const auto card = std::ranges::find(golden.records, id, &GoldenCard::id);
    if (card == golden.records.end()) return std::nullopt;
    if (card->phantom) return audit::Recorded::phantom();
    const auto marks = card->marks.find(contest);
    if (marks == card->marks.end()) return audit::Recorded::without();
    return audit::Recorded::marking(view_of(marks->second));
  }
  [[nodiscard]] std::optional<audit::Found> found(const std::string& id) const {
    const auto card = golden.papers.find(id);
    if (card == golden.papers.end()) return std::nullopt;
    if (card->second.phantom) return audit::Found::no_card();
    const auto marks = card->second.marks.find(contest);
    if (marks == card->second.marks.end()) return audit::Found::without();
    return audit::Found::marking(view_of(marks->second));
  }
};

void expect_comparison(CaseCheck& check, const GoldenCards& cards, const Assorter& assorter,
                       const Rational& lead) {
  const auto overstated = [&](const audit::OverstatementAssorter& compared, auto&& what) {
    return [&cards, &compared, what](const std::string& id) -> std::optional<Rational> {
      const auto recorded = cards.recorded(id);
      const auto found = cards.found(id);
      if (!recorded || !found) return std::nullopt;
      return what(compared, *recorded, *found);
    };
  };
  const auto difference = [](const auto& compared, const auto& recorded, const auto& found) {
    return compared.overstatement(recorded, found);
  };
  const auto value = [](const auto& compared, const auto& recorded, const auto& found) {
    return compared.value(recorded, found);
  };
  // As the peer has a card that nobody found: by its record.
  constexpr auto kMissing = audit::MissingCard::AsRecord;
  const audit::OverstatementAssorter styled(assorter, lead, audit::StyleUse::CardsWithContest,
                                            kMissing);
  const audit::OverstatementAssorter all(assorter, lead, audit::StyleUse::AllCards, kMissing);
  expect_by_card(check, "overstatement_style", overstated(styled, difference));
  expect_by_card(check, "overstatement_nostyle", overstated(all, difference));
  expect_by_card(check, "B_style", overstated(styled, value));
  check.expect("test_u", styled.upper_bound().approximate());
}

void check_assertion(CaseCheck& check) {
  const GoldenElection golden = election_in(check.cases());
  const auto contest_id = check.given().at("contest").get<std::string>();
  if (!golden.contests.contains(contest_id)) return check.differ("a contest without an input");
  const GoldenContest& contest = golden.contests.at(contest_id);
  const auto assorter = assorter_named(contest, check.given().at("assertion").get<std::string>());
  if (!assorter) return check.differ("an assertion about choices that the contest lacks");
  check.expect("upper_bound", assorter->upper_bound().approximate());
  base::Wide sum = 0;
  std::int64_t carrying = 0;
  std::int64_t phantoms = 0;
  for (const GoldenCard& card : golden.records) {
    if (!card.carries(contest_id)) continue;
    ++(card.phantom ? phantoms : carrying);
    if (!card.phantom) sum += assorter->numerator(view_of(card.marks.at(contest_id)));
  }
  if (carrying + phantoms == 0) return check.differ("no card carries the contest");
  const Rational lead = audit::assorter_margin(*assorter, sum, CardCount(carrying), CardCount(0),
                                               CardCount(phantoms));
  check.expect("margin", lead.approximate());
  check.expect("mean", ((lead + Rational(1)) * Rational(1, 2)).approximate());
  const GoldenCards cards{golden, contest_id};
  expect_by_card(check, "assort_cvr", [&](const std::string& id) -> std::optional<Rational> {
    const auto recorded = cards.recorded(id);
    if (!recorded) return std::nullopt;
    if (recorded->kind == audit::Recorded::Kind::Phantom) return Rational(1, 2);
    return assorter->value(recorded->said);
  });
  if (lead > Rational(0)) expect_comparison(check, cards, *assorter, lead);
}

void check_golden_election(CaseCheck& check) {
  const GoldenElection golden = election_in(check.cases());
  draw::Cryptorandom source(golden.seed);
  Json numbers = check.given().value("sample_num_hex", Json::object());
  Json order = Json::array();
  Json phantom_contests = Json::object();
  for (const GoldenCard& card : golden.records) {
    const std::string number = base::hex(source.next_number());
    if (numbers.contains(card.id)) numbers[card.id] = number;
    order.push_back(card.id);
    if (!card.phantom) continue;
    for (const auto& [contest, marks] : card.marks) phantom_contests[card.id].push_back(contest);
  }
  check.expect_value("sample_num_hex", numbers);
  check.expect_value("order_of_ids", order);
  check.expect_value("phantom_contests", phantom_contests);
  check.expect_value("phantoms", phantom_contests.size());
}

void check_consistent_sampling(CaseCheck& check) {
  const GoldenElection golden = election_in(check.cases());
  std::vector<std::string> ids;
  std::vector<std::uint64_t> sizes;
  for (const auto& [id, contest] : golden.contests) {
    ids.push_back(id);
    sizes.push_back(check.given().at("sizes").value(id, std::uint64_t{0}));
  }
  std::vector<std::uint32_t> style_of_card;
  std::vector<std::vector<std::uint32_t>> contests_of;  // each card has a style of its own
  for (const GoldenCard& card : golden.records) {
    style_of_card.push_back(static_cast<std::uint32_t>(contests_of.size()));
    contests_of.emplace_back();
    for (std::uint32_t i = 0; i < ids.size(); ++i) {
      if (card.carries(ids[i])) contests_of.back().push_back(i);
    }
  }
  base::SerialExecutor executor;
  const draw::ListedCards listed{style_of_card, contests_of,
                                 static_cast<std::uint32_t>(ids.size())};
  const auto sample = draw::consistent_sample(
      listed, draw::SequenceNumbers(golden.seed, listed.size()), sizes, executor);
  Json indices = Json::array();
  Json drawn = Json::array();
  for (const draw::NumberedCard& card : sample.cards) {
    indices.push_back(card.card);
    drawn.push_back(golden.records[card.card].id);
  }
  check.expect_value("indices", indices);
  check.expect_value("ids", drawn);
  Json thresholds = Json::object();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (sample.contests[i].threshold) thresholds[ids[i]] = base::hex(*sample.contests[i].threshold);
  }
  check.expect_value("thresholds_hex", thresholds);
}

}  // namespace

std::vector<VectorKind> assorter_vector_kinds() {
  return {{"assertion", check_assertion},
          {"consistent_sampling", check_consistent_sampling},
          {"input", check_golden_election}};
}

}  // namespace recanvass::workflow
