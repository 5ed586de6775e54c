// card.fetch, reading.enter, reading.adjudicate, card.pull-again, readings.sign-off, card.reveal
// and card.cause: that two people read each card alike, or a third settled it, before its record
// was shown, and that the record is the one committed to before the seed (V25).
#include "base/figures.h"
#include "ledger/keys.h"
#include "verify/audit_batches.h"
#include "verify/body.h"
#include "verify/replay.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <limits>

namespace recanvass::verify {
namespace {

using base::Json;

CardPlace place_in(const Said& said) {
  return {text_or_empty(said.body, "list"), figure_of(said.body, "card").value_or(0)};
}

std::string card_words(const CardPlace& place) {
  return fmt::format("card {} of {}", place.second, place.first);
}

PaperCard* card_in(Replay& replay, const Said& said) {
  AuditRecord& audit = replay.record.audits.current;
  const CardPlace place = place_in(said);
  const auto list = audit.lists.find(place.first);
  if (list != audit.lists.end()) replay.want_county(said, list->second.county);
  const auto found = audit.cards.find(place);
  if (found != audit.cards.end()) return &found->second;
  replay.fault(CheckId::V25, said, fmt::format("{} was not drawn", card_words(place)));
  return nullptr;
}

// No value: something else than readings of contests, each once.
std::optional<CardSays> says_in(const Json& holder) {
  const Json* records = records_of(holder, "readings");
  if (records == nullptr) return std::nullopt;
  CardSays says;
  for (const Json& record : *records) {
    const auto contest = text_of(record, "contest");
    const auto state = text_of(record, "state");
    if (!contest || !state) return std::nullopt;
    Json read = {{"state", *state}};
    if (*state == "counted") {
      const auto cards = figure_of(record, "cards");
      const auto votes = figures_of(record, "votes");
      if (!cards || !votes) return std::nullopt;
      read["cards"] = *cards;
      read["votes"] = *votes;
    }
    if (const Json* marks = records_of(record, "marks"); marks != nullptr && !marks->empty()) {
      std::vector<std::pair<std::int64_t, std::string>> sorted;
      for (const Json& mark : *marks) {
        sorted.emplace_back(figure_of(mark, "rank").value_or(0), text_or_empty(mark, "choice"));
      }
      std::ranges::sort(sorted);
      for (const auto& [rank, choice] : sorted) {
        Json json = {{"choice", choice}};
        if (rank > 0) json["rank"] = rank;
        read["marks"].push_back(std::move(json));
      }
    }
    if (!says.emplace(*contest, std::move(read)).second) return std::nullopt;
  }
  return says;
}

Json readings_json(const CardSays& says) {
  Json records = Json::array();
  for (const auto& [contest, read] : says) {
    Json record = read;
    record["contest"] = contest;
    records.push_back(std::move(record));
  }
  return records;
}

std::optional<std::int64_t> number_at(std::string_view text, std::size_t& at) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  at = static_cast<std::size_t>(end - text.data());
  return number;
}

// The place in its batch of the card with this index there, from 0: of "1,3,6-9" the index 3 is 7.
std::optional<std::int64_t> position_at(const std::string& text, std::int64_t index) {
  if (text.empty()) return index + 1;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto first = number_at(text, at);
    if (!first) return std::nullopt;
    std::int64_t last = *first;
    if (at < text.size() && text[at] == '-') {
      ++at;
      const auto to = number_at(text, at);
      if (!to || *to < *first) return std::nullopt;
      last = *to;
    }
    if (index <= last - *first) return *first + index;
    index -= last - *first + 1;
    if (at < text.size() && text[at] != ',') return std::nullopt;
    ++at;
  }
  return std::nullopt;
}

// The last three digits printed on the card; empty: its batch has no imprints.
std::string imprint_digits(const AuditRecord& audit, const CardPlace& place) {
  const auto list = audit.lists.find(place.first);
  if (list == audit.lists.end()) return {};
  const auto& listed = list->second.listed;
  const auto after = std::ranges::upper_bound(listed, place.second - 1, {}, &ListedCards::before);
  if (after == listed.begin()) return {};
  const ListedCards& batch = *std::prev(after);
  if (batch.imprint.empty()) return {};
  const auto position = position_at(batch.positions, place.second - 1 - batch.before);
  if (!position) return {};
  std::string digits;
  for (const char letter : fmt::format("{}{}", batch.imprint, *position)) {
    if (letter >= '0' && letter <= '9') digits += letter;
  }
  return digits.size() <= 3 ? digits : digits.substr(digits.size() - 3);
}

void want_card_confirmed(Replay& replay, const Said& said) {
  const CardPlace place = place_in(said);
  const std::string printed = imprint_digits(replay.record.audits.current, place);
  const bool whole = is_by_batch(replay.record.audits.current);
  if (whole || printed.empty() || printed == text_or_empty(said.body, "imprint")) return;
  replay.fault(CheckId::V25, said,
               fmt::format("{} ends in {} on its imprint, and another card was read",
                           card_words(place), printed));
}

bool want_card_open(Replay& replay, const Said& said, const PaperCard& card) {
  if (!card.closed) return true;
  replay.fault(
      CheckId::V25, said,
      fmt::format("the readings of {} were signed off before", card_words(place_in(said))));
  return false;
}

// Each contest of the audit that may be on the card.
void want_every_contest(Replay& replay, const Said& said, const CardSays& says) {
  const std::string list = text_or_empty(said.body, "list");
  for (const auto& [id, contest] : replay.record.audits.current.contests) {
    const auto lists = texts_of(contest, "lists");
    if (lists && std::ranges::find(*lists, list) == lists->end()) continue;
    if (says.contains(id)) continue;
    replay.fault(CheckId::V25, said, fmt::format("contest {} was not read", id));
  }
  const AuditRecord& audit = replay.record.audits.current;
  if (!is_by_batch(audit)) return;
  const auto wrong = what_is_wrong_with_count(audit, place_in(said), says);
  if (wrong) replay.fault(CheckId::V25, said, *wrong);
}

// Whoever read the card before its record was shown, or before it was measured, may know.
void want_new_reader(Replay& replay, const Said& said, const PaperCard& card) {
  for (const std::string& account : card.read_before) {
    if (!replay.same_person(account, said.author)) continue;
    replay.fault(CheckId::V25, said,
                 fmt::format("its author had read {} before its record was shown or it was "
                             "measured",
                             card_words(place_in(said))));
    return;
  }
}

void read_reading(Replay& replay, const Said& said) {
  ++replay.record.audits.readings;
  PaperCard* card = card_in(replay, said);
  const auto says = says_in(said.body);
  if (!replay.want(says.has_value(), said, "readings") || card == nullptr ||
      !want_card_open(replay, said, *card)) {
    return;
  }
  want_every_contest(replay, said, *says);
  want_card_confirmed(replay, said);
  want_new_reader(replay, said, *card);
  if (card->not_found) replay.fault(CheckId::V25, said, "it is of a card that nobody found");
  if (card->settled) replay.fault(CheckId::V25, said, "a third person had settled the card");
  const auto own = std::ranges::find(card->readings, said.author, &PaperReading::author);
  if (own != card->readings.end()) {
    if (card->readings.size() == 2 && !card->is_settled()) {
      replay.fault(CheckId::V25, said, "it changes one of two readings that differ");
    }
    if (text_or_empty(said.body, "replaces") != own->receipt) {
      replay.fault(CheckId::V25, said, "it does not name the own reading that it replaces");
    }
    *own = {said.author, said.receipt, *says};
    return;
  }
  for (const PaperReading& other : card->readings) {
    if (!replay.same_person(other.author, said.author)) continue;
    replay.fault(CheckId::V25, said, "both readings are of one person");
  }
  if (card->readings.size() == 2) {
    replay.fault(CheckId::V25, said, "it is a third reading");
    return;
  }
  card->readings.push_back({said.author, said.receipt, *says});
}

bool is_of_a_reader(const PaperCard& card, const CardSays& says) {
  return std::ranges::any_of(card.readings,
                             [&](const PaperReading& reading) { return reading.says == says; });
}

// What neither of the two read takes a second person.
bool third_reader_needs_two(const Record& record, const Said& said) {
  const auto card = record.audits.current.cards.find(place_in(said));
  const auto says = says_in(said.body);
  return card != record.audits.current.cards.end() && says && card->second.readings.size() == 2 &&
         !is_of_a_reader(card->second, *says);
}

void read_card_adjudication(Replay& replay, const Said& said) {
  ++replay.record.audits.readings;
  PaperCard* card = card_in(replay, said);
  const auto says = says_in(said.body);
  if (!replay.want(says.has_value(), said, "readings") || card == nullptr ||
      !want_card_open(replay, said, *card)) {
    return;
  }
  want_every_contest(replay, said, *says);
  want_card_confirmed(replay, said);
  const bool all_given = replay.record.audits.readings_withheld == 0;
  if (all_given && (card->readings.size() != 2 || card->is_settled())) {
    replay.fault(CheckId::V25, said, "it settles a card whose two readings do not differ");
  }
  for (const PaperReading& other : card->readings) {
    for (const std::string& account : accounts_of(said)) {
      if (!replay.same_person(other.author, account)) continue;
      replay.fault(CheckId::V25, said, "who settles it made one of the two readings");
    }
  }
  want_new_reader(replay, said, *card);
  card->settled = *says;
  card->settled_by = accounts_of(said);
}

void read_fetch(Replay& replay, const Said& said) {
  PaperCard* card = card_in(replay, said);
  if (card == nullptr || !want_card_open(replay, said, *card)) return;
  card->not_found = text_or_empty(said.body, "outcome") == "not-found";
  if (!card->not_found) return;
  replay.want_two_people(said, "looked_for_by",
                         "a card counts as missing when two people looked for it");
  if (!card->readings.empty()) {
    replay.fault(CheckId::V25, said, "somebody read the card that nobody found");
  }
}

// Another card was pulled in its place: what was entered stays in the ledger.
void read_pull_again(Replay& replay, const Said& said) {
  PaperCard* card = card_in(replay, said);
  if (card == nullptr) return;
  ++replay.record.audits.pulled_again;
  PaperCard fresh;
  fresh.record = card->record;
  fresh.read_before = card->read_before;
  const bool known = card->record.has_value() || card->measured;
  fresh.was_read_again = card->was_read_again || known;
  if (known || card->was_read_again) {
    for (const PaperReading& reading : card->readings) fresh.read_before.insert(reading.author);
    fresh.read_before.insert(card->settled_by.begin(), card->settled_by.end());
    const auto is_of_county = [&](const std::string& account) {
      const auto person = replay.record.people.find(account);
      return person != replay.record.people.end() && !person->second.county.empty();
    };
    const auto accounts = accounts_of(said);
    if (std::ranges::all_of(accounts, is_of_county)) {
      replay.fault(CheckId::V25, said,
                   "two persons of the county began a card anew whose record was shown or that was "
                   "measured");
    }
  }
  *card = std::move(fresh);
}

// Only a card that nobody found, and that is not signed off, may be begun anew by one person.
bool pulling_needs_two(const Record& record, const Said& said) {
  const auto card = record.audits.current.cards.find(place_in(said));
  return card != record.audits.current.cards.end() &&
         (card->second.closed || !card->second.not_found);
}

void read_readings_sign_off(Replay& replay, const Said& said) {
  AuditsSeen& seen = replay.record.audits;
  const std::string id = text_or_empty(said.body, "list");
  const auto list = seen.current.lists.find(id);
  if (list == seen.current.lists.end()) {
    replay.fault(CheckId::V25, said, fmt::format("\"{}\" is no list of the audit", id));
    return;
  }
  replay.want_county(said, list->second.county);
  const auto last = seen.current.cards.upper_bound({id, std::numeric_limits<std::int64_t>::max()});
  for (auto card = seen.current.cards.lower_bound({id, 0}); card != last; ++card) {
    if (!card->second.closed) ++seen.cards_closed;
    card->second.closed = true;
    // What was reported of a batch is of the plan: nothing is left to be shown.
    if (is_by_batch(seen.current)) {
      card->second.record = reported_of_batch(seen.current, card->first);
    }
    if (card->second.is_settled()) continue;
    if (seen.readings_withheld > 0) {
      ++seen.cards_without_readings;
      continue;
    }
    replay.fault(CheckId::V25, said,
                 fmt::format("{} has not two readings that agree, nor a third person's",
                             card_words(card->first)));
  }
}

// docs/formats/operation-entries.md, "Records of cards".
bool is_proved(const CardList& list, const std::string& id, std::int64_t number,
               const CardSays& says, const Json& record) {
  const auto root = base::parse_hex(text_or_empty(list.body, "records_root"));
  const auto bytes = ledger::from_base64(text_or_empty(record, "proof"));
  if (!root || !bytes || bytes->size() % sizeof(ledger::Hash) != 0 || number < 1 ||
      number > list.cards) {
    return false;
  }
  std::vector<ledger::Hash> proof(bytes->size() / sizeof(ledger::Hash));
  if (!proof.empty()) std::memcpy(proof.data(), bytes->data(), bytes->size());
  const std::string leaf = base::canonical_json({{"card", number},
                                                 {"list", id},
                                                 {"readings", readings_json(says)},
                                                 {"salt", text_or_empty(record, "salt")}});
  return ledger::verify_inclusion(ledger::leaf_hash(leaf), static_cast<std::uint64_t>(number - 1),
                                  static_cast<std::uint64_t>(list.cards), proof, *root);
}

void read_reveal(Replay& replay, const Said& said) {
  AuditsSeen& seen = replay.record.audits;
  const std::string id = text_or_empty(said.body, "list");
  const auto list = seen.current.lists.find(id);
  const Json* records = records_of(said.body, "records");
  if (!replay.want(records != nullptr && list != seen.current.lists.end(), said, "records")) return;
  replay.want_county(said, list->second.county);
  for (const Json& record : *records) {
    const std::int64_t number = figure_of(record, "card").value_or(0);
    const auto says = says_in(record);
    const auto card = seen.current.cards.find({id, number});
    if (card == seen.current.cards.end() || !card->second.closed) {
      replay.fault(CheckId::V25, said,
                   fmt::format("the record of {} was shown before its readings were signed off",
                               card_words({id, number})));
      continue;
    }
    if (!says || !is_proved(list->second, id, number, *says, record)) {
      replay.fault(CheckId::V25, said,
                   fmt::format("the record of {} is not the one committed to before the seed",
                               card_words({id, number})));
      continue;
    }
    ++seen.records_proved;
    card->second.record = *says;
  }
}

void read_card_cause(Replay& replay, const Said& said) {
  PaperCard* card = card_in(replay, said);
  if (card == nullptr) return;
  card->cause = text_or_empty(said.body, "cause");
  const bool differs = card->not_found || (card->record && card->standing() != nullptr &&
                                           *card->record != *card->standing());
  const bool known = card->is_settled() || replay.record.audits.readings_withheld == 0;
  if (!differs && known) {
    replay.fault(CheckId::V25, said, "it is of a card whose record and paper agree");
  }
}

}  // namespace

std::vector<Kind> card_kinds() {
  const std::vector<const char*> readers = {"counter", "supervisor"};
  const std::vector<const char*> fetchers = {"county-officer", "supervisor", "counter"};
  const std::vector<const char*> overseers = {"county-officer", "supervisor"};
  return {{"card.fetch", fetchers, false, read_fetch},
          {"reading.enter", readers, false, read_reading},
          {"reading.adjudicate",
           {"supervisor", "board-member"},
           false,
           read_card_adjudication,
           third_reader_needs_two},
          {"card.pull-again",
           {"county-officer", "state-officer"},
           false,
           read_pull_again,
           pulling_needs_two},
          {"readings.sign-off", overseers, false, read_readings_sign_off},
          {"card.reveal", {"state-officer", "county-officer"}, false, read_reveal},
          {"card.cause",
           {"supervisor", "county-officer", "board-member", "state-officer"},
           false,
           read_card_cause}};
}

void conclude_cards(Replay& replay) {
  const AuditsSeen& seen = replay.record.audits;
  const std::string read = base::counted(seen.readings, "reading", "readings");
  if (seen.cards_closed == 0) {
    replay.book.not_checked(CheckId::V25, "no reading of a card that was drawn is signed off",
                            read);
    return;
  }
  std::string words = fmt::format(
      "{} read by two people or settled by a third before anything of them was shown ({}); {} of "
      "records shown afterwards, by their proofs those committed to",
      base::counted(seen.cards_closed, "card was", "cards were"), read,
      base::grouped(seen.records_proved));
  if (seen.pulled_again > 0) {
    words += fmt::format("; {} again, as another card was pulled first",
                         base::counted(seen.pulled_again, "was read", "were read"));
  }
  if (seen.cards_without_readings > 0) {
    replay.book.not_checked(
        CheckId::V25,
        fmt::format("{}. Readings of {} are withheld", words,
                    base::counted(seen.cards_without_readings, "card", "cards")),
        read);
    return;
  }
  replay.book.done(CheckId::V25,
                   words +
                       ". Whether anybody saw the other's reading a ledger cannot "
                       "show",
                   read);
}

}  // namespace recanvass::verify
