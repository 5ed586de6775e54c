#include "workflow/audit_measure.h"

#include "base/check.h"
#include "base/figures.h"
#include "formats/name_map.h"
#include "formats/problem_list.h"
#include "reconcile/batch_cards.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace recanvass::workflow {
namespace {

using audit::AssertedContest;
using audit::DrawnCard;
using formats::CardReadingSaid;
using formats::TypedReading;

std::string drawn_place(const DrawnCard& card) {
  std::string place;
  for (const std::string& part : {card.tabulator, card.batch}) {
    if (!part.empty()) place += part + "-";
  }
  return place + fmt::format("{}", card.position);
}

// Whether a row that names a card gives no other place than the card's; zeros in front, which
// programs for tables take away, say nothing.
bool lies_there(const TypedReading& typed, const DrawnCard& card) {
  const auto same = [](const std::string& written, const std::string& known) {
    return written.empty() || known.empty() ||
           reconcile::plain_form(written) == reconcile::plain_form(known);
  };
  const std::string position = card.position > 0 ? fmt::format("{}", card.position) : "";
  return typed.card.empty() || (same(typed.tabulator, card.tabulator) &&
                                same(typed.batch, card.batch) && same(typed.position, position));
}

class AuditMeasuring {
 public:
  AuditMeasuring(const AuditAssertions& assertions, const AuditRecords* records,
                 const AuditDraw& drawn, const formats::TypedReadings& readings,
                 const MeasureSettings& settings)
      : assertions_(assertions),
        records_(records),
        drawn_(drawn),
        readings_(readings),
        settings_(settings) {}

  base::Result<report::MeasureReport> run() {
    find_cards();
    for (const TypedReading& typed : readings_.readings) take(typed);
    find_missing();
    if (!problems_.empty()) return problems_.take();
    for (std::size_t i = 0; i < assertions_.contests.size(); ++i) measure(i);
    if (!problems_.empty()) return problems_.take();
    result_.cards_drawn = std::ssize(different_);
    return std::move(result_);
  }

  base::Problems hand_over(const std::function<void(std::span<const audit::MeasuredCard>)>& use) {
    find_cards();
    for (const TypedReading& typed : readings_.readings) take(typed);
    find_missing();
    if (!problems_.empty()) return problems_.take();
    std::vector<audit::MeasuredCard> cards;
    for (const DrawnCard& card : drawn_.draw.cards) cards.push_back(compared(card, 0));
    use(cards);
    return {};
  }

 private:
  /// What was said about one card: by contest, an index of the assertions.
  struct CardSaid {
    std::map<std::size_t, CardReadingSaid> contests;
    std::map<std::size_t, std::string> typed{};  ///< of the same, as typed
    /// What was read before it was pulled again, the earliest of it.
    std::map<std::size_t, CardReadingSaid> first{};
    std::map<std::size_t, std::string> first_typed{};
    bool not_found = false;
    const TypedReading* wrong = nullptr;  ///< pulled wrongly, and nothing was read since
  };

  void find_cards();
  void take(const TypedReading& typed);
  void take_contest(const TypedReading& typed, CardSaid& said);
  void find_missing();
  void measure(std::size_t at);
  void measure_orders(std::size_t at, report::MeasuredContestReport report);
  [[nodiscard]] std::optional<std::uint64_t> card_of(const TypedReading& typed) const;
  [[nodiscard]] bool serves(const DrawnCard& card, const AssertedContest& contest) const;
  [[nodiscard]] std::optional<std::uint64_t> record_of(const DrawnCard& card) const;
  [[nodiscard]] std::vector<std::string> outside_of(std::size_t at) const;
  enum class Pull { First, Last };
  [[nodiscard]] audit::MeasuredCard compared(const DrawnCard& card, std::size_t at,
                                             Pull pull = Pull::Last) const;
  std::vector<audit::MeasuredCard> as_first_read(std::size_t at,
                                                 report::MeasuredContestReport& report) const;
  void refuse(const TypedReading& typed, const char* cause, std::string found, std::string wanted,
              std::string mend) {
    problems_.add({cause, typed.place, std::move(found), std::move(wanted), std::move(mend)});
  }

  const AuditAssertions& assertions_;
  const AuditRecords* records_;
  const AuditDraw& drawn_;
  const formats::TypedReadings& readings_;
  const MeasureSettings& settings_;
  formats::ProblemList problems_;
  std::map<std::uint64_t, const DrawnCard*> different_;  // by the card of the list
  std::map<std::string, std::vector<std::uint64_t>> by_name_;  // imprinted ids and places
  std::map<std::string, std::vector<std::uint64_t>> record_by_place_;  // of a draw from a manifest
  std::map<std::uint64_t, CardSaid> said_;
  report::MeasureReport result_;
};

void AuditMeasuring::find_cards() {
  for (const DrawnCard& card : drawn_.draw.cards) {
    if (!different_.try_emplace(card.card, &card).second || card.phantom) continue;
    by_name_[card.imprinted_id].push_back(card.card);
    const std::string place = drawn_place(card);
    if (place != card.imprinted_id) by_name_[place].push_back(card.card);
  }
  if (drawn_.from_records || records_ == nullptr) return;
  std::set<std::string> wanted;
  for (const auto& [card, drawn] : different_) wanted.insert(drawn->imprinted_id);
  const election::CardStore& store = records_->store;
  std::uint64_t number = 0;
  for (const election::CardChunk& chunk : store.chunks()) {
    for (std::uint32_t card = 0; card < chunk.cards(); ++card, ++number) {
      std::string place;
      election::write_card_parts(store.names(), chunk.run_of(card).batch, chunk.position_of(card),
                                 place);
      if (wanted.contains(place)) record_by_place_[place].push_back(number);
    }
  }
}

std::optional<std::uint64_t> AuditMeasuring::card_of(const TypedReading& typed) const {
  std::string name = typed.card;
  if (name.empty()) {
    for (const std::string& part : {typed.tabulator, typed.batch}) {
      if (!part.empty()) name += part + "-";
    }
    name += typed.position;
  }
  const auto found = by_name_.find(name);
  if (found == by_name_.end() || found->second.size() != 1) return std::nullopt;
  return found->second.front();
}

void AuditMeasuring::take(const TypedReading& typed) {
  const auto card = card_of(typed);
  if (!card) {
    const std::string name =
        typed.card.empty() ? fmt::format("{} {} {}", typed.tabulator, typed.batch, typed.position)
                           : typed.card;
    return refuse(typed, "readings.card", formats::quote(name), "a card that was drawn",
                  "Readings of other cards are no evidence; take the row out, or correct the id.");
  }
  const DrawnCard& drawn = *different_.at(*card);
  if (!lies_there(typed, drawn)) {
    return refuse(
        typed, "readings.place",
        fmt::format("{} at the place {} {} {}", formats::quote(typed.card), typed.tabulator,
                    typed.batch, typed.position),
        fmt::format("{} {} {}, where that card lies", drawn.tabulator, drawn.batch, drawn.position),
        "Look which card was pulled: correct the row, or write (wrong card) and pull it "
        "again.");
  }
  CardSaid& said = said_[*card];
  if (const auto whole = formats::whole_card_reading(typed.text)) {
    if (whole->kind == CardReadingSaid::Kind::WrongCard) {
      // What was read on a wrong card is not of this one, and is told.
      said.first.merge(said.contests);
      said.first_typed.merge(said.typed);
      said.contests.clear();
      said.typed.clear();
      said.not_found = false;
      said.wrong = &typed;
      ++result_.wrong_cards;
      return;
    }
    if (!said.contests.empty()) {
      return refuse(typed, "readings.twice", "a card that is not found and was read",
                    "one of the two", "Take out what is wrong.");
    }
    said.not_found = true;
    said.wrong = nullptr;
    return;
  }
  take_contest(typed, said);
}

void AuditMeasuring::take_contest(const TypedReading& typed, CardSaid& said) {
  const AssertedContest* contest = assertions_.find(typed.contest);
  if (contest == nullptr) {
    std::vector<std::string> names;
    for (const AssertedContest& one : assertions_.contests) names.push_back(one.contest.name);
    return refuse(typed, "readings.contest", formats::quote(typed.contest),
                  "a contest of the assertions",
                  formats::suggest(typed.contest, names, "Write its name or id."));
  }
  const auto at = static_cast<std::size_t>(contest - assertions_.contests.data());
  auto read = formats::read_card_reading(contest->contest, typed);
  if (!read) return problems_.add_all(read.problems());
  const auto [had, added] = said.contests.try_emplace(at, *read);
  said.typed.try_emplace(at, typed.text);
  said.wrong = nullptr;
  if (said.not_found || (!added && !(had->second == *read))) {
    refuse(typed, "readings.twice",
           said.not_found ? "a reading of a card that is not found" : "two readings that differ",
           "one reading of a card in a contest",
           "Keep the one that the board settled on; after a wrong card write (wrong card) first.");
  }
}

bool AuditMeasuring::serves(const DrawnCard& card, const AssertedContest& contest) const {
  if (!contest.can_be_audited()) return false;
  if (!drawn_.from_records) return true;
  return std::ranges::find(card.contests, contest.index) != card.contests.end();
}

void AuditMeasuring::find_missing() {
  for (const auto& [number, card] : different_) {
    if (card->phantom) continue;
    const auto said = said_.find(number);
    if (said != said_.end() && said->second.wrong != nullptr) {
      refuse(*said->second.wrong, "readings.wrong-card", "a wrong card that was not pulled again",
             "a reading of the card that was drawn, below this row",
             "Pull the card again, or write (not found) for it.");
      continue;
    }
    if (said != said_.end() && said->second.not_found) continue;
    std::vector<std::string> contests;
    for (std::size_t at = 0; at < assertions_.contests.size(); ++at) {
      const AssertedContest& contest = assertions_.contests[at];
      const bool read = said != said_.end() && said->second.contests.contains(at);
      if (!read && serves(*card, contest)) contests.push_back(contest.contest.name);
    }
    if (contests.empty()) continue;
    problems_.add({"readings.missing",
                   {readings_.file, 0, "card " + card->imprinted_id},
                   "no reading",
                   "what the paper says of " + formats::listed(contests, 3),
                   "Read it; a card that is not there is (not found), a contest that is not on it "
                   "is (not on card)."});
  }
}

std::optional<std::uint64_t> AuditMeasuring::record_of(const DrawnCard& card) const {
  if (drawn_.from_records) return card.card;
  const auto found = record_by_place_.find(card.imprinted_id);
  if (found == record_by_place_.end()) return std::nullopt;
  return found->second.front();
}

audit::MeasuredCard AuditMeasuring::compared(const DrawnCard& card, std::size_t at,
                                             Pull pull) const {
  const AssertedContest& contest = assertions_.contests[at];
  audit::MeasuredCard one;
  one.name = card.imprinted_id;
  one.paper = card.card;
  const auto said = said_.find(card.card);
  const bool first = pull == Pull::First && said != said_.end() && said->second.first.contains(at);
  if (first) {
    one.found = said->second.first.at(at).found();
  } else if (!card.phantom && said != said_.end() && !said->second.not_found) {
    one.found = said->second.contests.at(at).found();
  }
  if (contest.design == audit::MeasureDesign::Polling || card.phantom) return one;
  const auto record = record_of(card);
  if (!record) return one;  // a card of the manifest without a record: a phantom
  const election::CardStore& store = records_->store;
  const election::CardPlace place = store.place_of(*record);
  const std::uint32_t batch = store.chunks()[place.chunk].run_of(place.card).batch;
  one.pool = assertions_.domain->pool_of(batch);
  const auto marking = store.marking(place, contest.index);
  one.recorded = marking ? audit::Recorded::marking(*marking) : audit::Recorded::without();
  if (one.pool) one.recorded = audit::Recorded::pooled({});
  return one;
}

// Cards whose paper carries a contest though by its records they are not in its domain.
std::vector<std::string> AuditMeasuring::outside_of(std::size_t at) const {
  std::vector<std::string> cards;
  if (!drawn_.from_records) return cards;
  const std::uint32_t index = assertions_.contests[at].index;
  for (const auto& [number, card] : different_) {
    const auto said = said_.find(number);
    if (card->phantom || said == said_.end()) continue;
    const auto read = said->second.contests.find(at);
    const auto& carried = assertions_.domain->contests_of(number);
    const bool carries =
        read != said->second.contests.end() && read->second.kind == CardReadingSaid::Kind::Marking;
    if (carries && std::ranges::find(carried, index) == carried.end()) {
      cards.push_back(card->imprinted_id);
    }
  }
  return cards;
}

void AuditMeasuring::measure_orders(std::size_t at, report::MeasuredContestReport report) {
  const AssertedContest& contest = assertions_.contests[at];
  if (report.is_diagnostic()) {
    return problems_.add({"measure.function",
                          {contest.contest.name, 0, ""},
                          report.risk_function,
                          contest.risk_function + ", for which no other stands in",
                          "Leave --function out."});
  }
  if (audit::about(drawn_.plan.method).replacement == draw::Replacement::With) {
    return problems_.add({"measure.function",
                          {contest.contest.name, 0, ""},
                          "cards drawn with replacement",
                          "cards drawn without, which orders of elimination are tested on",
                          "Draw by another method, such as numbers."});
  }
  const audit::OrderPoll poll{contest.contest, contest.rule, *contest.by_orders,
                              contest.domain.cards(), contest.risk_limit};
  std::vector<audit::Found> cards;
  for (const DrawnCard& card : drawn_.draw.cards) {
    if (!serves(card, contest)) continue;
    cards.push_back(compared(card, at).found);
    report.cards.push_back(card.imprinted_id);
  }
  report.orders = audit::poll_orders(poll, cards);
  report.measured.risk = report.orders->risk;
  report.measured.verdict = report.orders->verdict;
  std::vector<audit::Found> first;
  for (const audit::MeasuredCard& card : as_first_read(at, report)) first.push_back(card.found);
  if (!report.pulled_again.empty()) {
    report.risk_as_first_read = audit::poll_orders(poll, first).risk;
  }
  result_.contests.push_back(std::move(report));
}

// A card that was pulled again says another thing now: whoever looks sees what it was before, and
// what that would have come to.
std::vector<audit::MeasuredCard> AuditMeasuring::as_first_read(
    std::size_t at, report::MeasuredContestReport& report) const {
  std::vector<audit::MeasuredCard> cards;
  std::set<std::uint64_t> told;
  for (const DrawnCard& card : drawn_.draw.cards) {
    if (!serves(card, report.asserted)) continue;
    cards.push_back(compared(card, at, Pull::First));
    const auto said = said_.find(card.card);
    if (said == said_.end() || !said->second.first_typed.contains(at)) continue;
    if (!told.insert(card.card).second) continue;
    const auto then = said->second.typed.find(at);
    report.pulled_again.push_back({card.imprinted_id, said->second.first_typed.at(at),
                                   then == said->second.typed.end() ? "" : then->second});
  }
  return cards;
}

void AuditMeasuring::measure(std::size_t at) {
  const AssertedContest& contest = assertions_.contests[at];
  report::MeasuredContestReport report{
      contest, settings_.risk_function.value_or(contest.risk_function), {}, {}, {}};
  report.outside = outside_of(at);
  if (!contest.can_be_audited()) {
    result_.contests.push_back(std::move(report));
    return;
  }
  if (contest.by_orders) return measure_orders(at, std::move(report));
  audit::ContestMeasure ask = contest.measure();
  ask.risk_function = report.risk_function;
  ask.settings = settings_.settings;
  ask.replacement = audit::about(drawn_.plan.method).replacement;
  const bool comparison = contest.design == audit::MeasureDesign::Comparison;
  for (std::size_t i = 0; comparison && i < ask.assertions.size(); ++i) {
    ask.assertions[i].pool_means = assertions_.domain->pool_means(
        records_->store, contest.index, ask.assertions[i].assertion.assorter);
  }
  std::vector<audit::MeasuredCard> cards;
  for (const DrawnCard& card : drawn_.draw.cards) {
    if (!serves(card, contest)) continue;
    cards.push_back(compared(card, at));
    report.cards.push_back(card.imprinted_id);
  }
  if (!drawn_.from_records) {
    for (const audit::DrawRound& round : drawn_.plan.rounds) ask.round_ends.push_back(round.cards);
  }
  auto measured = audit::measure_contest(ask, cards);
  if (!measured) return problems_.add_all(measured.problems());
  report.measured = std::move(measured).value();
  const std::vector<audit::MeasuredCard> first = as_first_read(at, report);
  if (!report.pulled_again.empty()) {
    if (const auto had = audit::measure_contest(ask, first)) report.risk_as_first_read = had->risk;
  }
  result_.contests.push_back(std::move(report));
}

}  // namespace

base::Result<report::MeasureReport> measure_audit(const AuditAssertions& assertions,
                                                  const AuditRecords* records,
                                                  const AuditDraw& drawn,
                                                  const formats::TypedReadings& readings,
                                                  const MeasureSettings& settings) {
  return AuditMeasuring(assertions, records, drawn, readings, settings).run();
}

base::Problems with_cards_read(
    const AuditAssertions& assertions, const AuditRecords* records, const AuditDraw& drawn,
    const formats::TypedReadings& readings,
    const std::function<void(std::span<const audit::MeasuredCard>)>& use) {
  RECANVASS_CHECK(assertions.contests.size() == 1);
  RECANVASS_CHECK((records != nullptr) == assertions.domain.has_value());
  const MeasureSettings none;
  return AuditMeasuring(assertions, records, drawn, readings, none).hand_over(use);
}

}  // namespace recanvass::workflow
