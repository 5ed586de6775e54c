// audit.contest, audit.list, audit.batches, audit.method, audit.commit, audit.seed and audit.draw:
// that an audit was fixed before its seed and seeded before its draw (V23), and that its cards are
// those that follow from the seed (V24).
#include "base/figures.h"
#include "base/person_name.h"
#include "base/rational.h"
#include "base/sha256.h"
#include "base/utc_span.h"
#include "draw/list_draw.h"
#include "draw/named_draw.h"
#include "verify/audit_batches.h"
#include "verify/audit_pools.h"
#include "verify/audit_strata.h"
#include "verify/body.h"
#include "verify/replay.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::verify {
namespace {

using base::Json;

// No audit needs more cards, and whoever states more does not keep a reader drawing for hours.
constexpr std::int64_t kCardsMost = 200'000'000;

AuditRecord& audit_of(Replay& replay) { return replay.record.audits.current; }

bool want_before_audit(Replay& replay, const Said& said) {
  const auto committed = audit_of(replay).committed_at;
  if (!committed) return true;
  replay.fault(CheckId::V23, said,
               fmt::format("it changes an audit that entry {} had fixed", *committed));
  return false;
}

Json without(const Json& body, const char* member) {
  Json kept = body;
  kept.erase(member);
  return kept;
}

void read_contest(Replay& replay, const Said& said) {
  const auto id = text_of(said.body, "contest");
  if (!replay.want(id && records_of(said.body, "choices") != nullptr &&
                       figures_of(said.body, "reported") && figures_of(said.body, "tabulated") &&
                       texts_of(said.body, "winners") && text_of(said.body, "rule"),
                   said, "contest")) {
    return;
  }
  if (!want_before_audit(replay, said)) return;
  audit_of(replay).contests.insert_or_assign(*id, without(said.body, "contest"));
}

void read_list(Replay& replay, const Said& said) {
  const auto id = text_of(said.body, "list");
  if (!replay.want(id.has_value(), said, "list")) return;
  CardList list;
  list.county = text_or_empty(said.body, "county");
  replay.want_county(said, list.county);
  if (!list.county.empty() && !replay.record.counties.contains(list.county)) {
    replay.fault(CheckId::V23, said,
                 fmt::format("\"{}\" is no county of this ledger", list.county));
  }
  if (!want_before_audit(replay, said)) return;
  list.body = said.body;
  list.bound = figure_of(said.body, "at_most").value_or(0);
  if (!audit_of(replay).lists.emplace(*id, std::move(list)).second) {
    replay.fault(CheckId::V23, said, fmt::format("the list {} is named twice", *id));
    return;
  }
  audit_of(replay).list_order.push_back(*id);
}

// By contest; of one that is told twice nothing.
Json reported_votes(const Json& batch) {
  Json votes = Json::object();
  if (const Json* reported = records_of(batch, "reported")) {
    for (const Json& record : *reported) {
      const std::string contest = text_or_empty(record, "contest");
      const Json* of_contest = member_of(record, "votes");
      const bool twice = votes.contains(contest);
      votes[contest] = of_contest == nullptr || twice ? Json() : *of_contest;
    }
  }
  return votes;
}

// Cards of a pool for and against each assertion, by contest; anything else than lists stays as it
// is and gives no totals.
Json reported_orders(const Json& batch) {
  Json orders = Json::object();
  if (const Json* reported = records_of(batch, "reported")) {
    for (const Json& record : *reported) {
      const Json* in_favour = member_of(record, "for");
      const Json* against = member_of(record, "against");
      if (in_favour == nullptr && against == nullptr) continue;
      orders[text_or_empty(record, "contest")] = {
          {"for", in_favour == nullptr ? Json() : *in_favour},
          {"against", against == nullptr ? Json() : *against}};
    }
  }
  return orders;
}

void read_batch(Replay& replay, const Said& said, CardList& list, const Json& json) {
  const auto id = text_of(json, "batch");
  const auto cards = figure_of(json, "cards");
  if (!replay.want(id && cards, said, "batches")) return;
  const auto known = replay.record.batches.find(*id);
  if (known == replay.record.batches.end() ||
      (!list.county.empty() && known->second.county != list.county)) {
    replay.fault(CheckId::V23, said,
                 fmt::format("{} is no batch of the manifest where its list is", *id));
  }
  if (!list.batch_ids.insert(*id).second) {
    replay.fault(CheckId::V23, said, fmt::format("the batch {} is listed twice", *id));
  }
  list.listed.push_back({*id, list.cards, *cards, text_or_empty(json, "positions"),
                         text_or_empty(json, "imprint"), reported_votes(json),
                         text_or_empty(json, "pool"), reported_orders(json)});
  list.cards = std::min(list.cards + *cards, kCardsMost);
  list.batches.push_back(json);
}

void read_batches(Replay& replay, const Said& said) {
  AuditRecord& audit = audit_of(replay);
  const auto list = audit.lists.find(text_or_empty(said.body, "list"));
  const Json* records = records_of(said.body, "batches");
  if (!replay.want(records != nullptr, said, "batches")) return;
  if (list == audit.lists.end()) {
    replay.fault(CheckId::V23, said, "its list was not named before");
    return;
  }
  replay.want_county(said, list->second.county);
  if (!want_before_audit(replay, said)) return;
  for (const Json& json : *records) read_batch(replay, said, list->second, json);
  const auto most = figure_of(list->second.body, "at_most");
  if (most && list->second.cards > *most) {
    replay.fault(CheckId::V23, said,
                 fmt::format("the list has {} cards, and {} there can be at most",
                             list->second.cards, *most));
  }
}

void read_audit_method(Replay& replay, const Said& said) {
  if (want_before_audit(replay, said)) audit_of(replay).method = said.body;
}

// docs/formats/operation-entries.md, "the hash of an audit".
std::string audit_hash(const AuditRecord& audit) {
  Json contests = Json::object();
  for (const auto& [id, body] : audit.contests) contests[id] = body;
  Json lists = Json::array();
  for (const std::string& id : audit.list_order) {
    const CardList& list = audit.lists.at(id);
    Json json = list.body;
    json["batches"] = list.batches;
    lists.push_back(std::move(json));
  }
  const Json plan = {{"contests", contests},
                     {"lists", lists},
                     {"method", audit.method},
                     {"schema", "recanvass.audit/1"}};
  return base::hex(base::sha256(base::canonical_json(plan)));
}

// The records give the outcome that was reported, and it is the one that the operation published.
void check_outcomes(Replay& replay, const Said& said) {
  for (const auto& [id, body] : audit_of(replay).contests) {
    const auto reported = figures_of(body, "reported");
    const auto tabulated = figures_of(body, "tabulated");
    if (reported != tabulated) {
      replay.fault(CheckId::V23, said,
                   fmt::format("the records of contest {} do not give what was reported", id));
    }
    if (id != replay.record.contest || !replay.record.outcome_reported) continue;
    for (const auto& [choice, votes] : replay.record.outcome) {
      const auto figure = reported->find(choice);
      if (figure != reported->end() && figure->second == votes) continue;
      replay.fault(CheckId::V23, said,
                   fmt::format("contest {}: {} votes of {} were published, and it audits others",
                               id, votes, choice));
    }
  }
}

std::int64_t cards_a_ballot(const CardList& list) {
  return std::max<std::int64_t>(1, figure_of(list.body, "cards_per_ballot").value_or(1));
}

// Every ballot of the manifest where the lists are has a card in a list, or a phantom; no batch has
// more cards than its ballots can have, and none is in two lists.
void check_coverage(Replay& replay, const Said& said) {
  const AuditRecord& audit = audit_of(replay);
  const bool has_own = audit.contests.contains(replay.record.contest);
  std::map<std::string, std::int64_t> listed;  // cards by batch
  std::map<std::string, std::int64_t> phantoms;  // by county; "" of lists of the whole
  for (const auto& [id, list] : audit.lists) {
    phantoms[list.county] += list.bound - list.cards;
    for (const ListedCards& cards : list.listed) {
      if (!listed.emplace(cards.batch, cards.cards).second) {
        replay.fault(CheckId::V23, said,
                     fmt::format("the batch {} is listed more than once", cards.batch));
      }
      const auto batch = replay.record.batches.find(cards.batch);
      if (batch == replay.record.batches.end()) continue;
      const std::int64_t ballots = batch->second.ballots;
      if (cards.cards <= base::Wide(ballots) * cards_a_ballot(list)) continue;
      replay.fault(CheckId::V23, said,
                   fmt::format("list {} has {} cards of batch {}, of which the manifest has {} "
                               "ballots",
                               id, cards.cards, cards.batch, ballots));
    }
  }
  const bool everywhere = has_own || phantoms.contains("");
  std::map<std::string, std::int64_t> missing;
  for (const auto& [id, batch] : replay.record.batches) {
    if (!everywhere && !phantoms.contains(batch.county)) continue;
    const auto cards = listed.find(id);
    const std::int64_t there = cards == listed.end() ? 0 : cards->second;
    if (there < batch.ballots) missing[batch.county] += batch.ballots - there;
  }
  std::int64_t anywhere = phantoms.contains("") ? phantoms.at("") : 0;
  for (const auto& [county, ballots] : missing) {
    const std::int64_t here = phantoms.contains(county) ? phantoms.at(county) : 0;
    const std::int64_t left = std::max<std::int64_t>(0, ballots - here);
    anywhere -= left;
    if (anywhere >= 0) continue;
    anywhere += left;
    replay.fault(CheckId::V23, said,
                 fmt::format("{} ballots of the manifest of {} have no card in a list, and could "
                             "not be drawn",
                             ballots, county));
  }
}

// The operation's own contest has its seats and votes, and is on the cards of every list.
void check_own_contest(Replay& replay, const Said& said, const Json& body) {
  const Record& record = replay.record;
  const auto winners = texts_of(body, "winners").value_or(std::vector<std::string>());
  if (figure_of(body, "vote_for") != record.vote_for ||
      static_cast<std::int64_t>(winners.size()) != record.seats) {
    replay.fault(
        CheckId::V23, said,
        fmt::format("contest {} has other seats or votes than operation.open", record.contest));
  }
  const auto on = texts_of(body, "lists").value_or(std::vector<std::string>());
  for (const auto& [list, each] : record.audits.current.lists) {
    if (on.empty() || std::ranges::find(on, list) != on.end()) continue;
    replay.fault(CheckId::V23, said,
                 fmt::format("contest {} is not audited on list {}", record.contest, list));
  }
}

// What is tested of each contest follows from figures that make it true and prove the winners.
void check_claims(Replay& replay, const Said& said) {
  const AuditRecord& audit = audit_of(replay);
  for (const auto& [id, body] : audit.contests) {
    const auto wrong = what_is_wrong(audit, id);
    if (wrong) replay.fault(CheckId::V23, said, fmt::format("contest {}: {}", id, *wrong));
    if (id == replay.record.contest) check_own_contest(replay, said, body);
  }
  const auto batches = what_is_wrong_with_batches(audit);
  if (batches) replay.fault(CheckId::V23, said, *batches);
  const auto pools = what_is_wrong_with_pools(audit);
  if (pools) replay.fault(CheckId::V23, said, *pools);
  const auto strata = what_is_wrong_with_strata(audit);
  if (strata) replay.fault(CheckId::V23, said, *strata);
}

void read_commitment_of_audit(Replay& replay, const Said& said) {
  AuditRecord& audit = audit_of(replay);
  if (audit.committed_at) {
    replay.fault(CheckId::V23, said, "the audit was fixed already");
    return;
  }
  if (!replay.record.committed_at || !replay.record.witnessed) {
    replay.fault(CheckId::V23, said, "the inputs were not published and cosigned before it");
  }
  if (audit.contests.empty() || audit.lists.empty() || !audit.method.is_object()) {
    replay.fault(CheckId::V23, said, "no contest, no list of cards or no method was stated");
  }
  for (auto& [id, list] : audit.lists) {
    list.bound = figure_of(list.body, "at_most").value_or(list.cards);
  }
  check_outcomes(replay, said);
  check_coverage(replay, said);
  check_claims(replay, said);
  const std::string computed = audit_hash(audit);
  const std::string stated = text_or_empty(said.body, "audit_sha256");
  if (computed != stated) {
    replay.fault(CheckId::V23, said,
                 fmt::format("the hash published is {}, the plan has {}", stated, computed));
  }
  audit.committed_at = said.position;
  ++replay.record.audits.commitments;
}

bool is_cosigned_after(const Record& record, std::uint64_t position) {
  return std::ranges::any_of(record.cosigned_sizes,
                             [&](const auto& size) { return size.second > position; });
}

// The dice lay after a witness had seen the plan and before the entry says so, as far as a local
// time tells.
void check_thrown_at(Replay& replay, const Said& said, std::uint64_t fixed_at) {
  const auto thrown = base::LocalTime::parse(text_or_empty(said.body, "thrown_at"));
  if (!replay.want(thrown.ok(), said, "thrown_at")) return;
  const base::UtcSpan span = base::utc_span_of(*thrown, replay.record.jurisdiction);
  std::optional<std::uint64_t> seen_at;
  for (const auto& [size, seconds] : replay.record.cosigned) {
    if (size > fixed_at) seen_at = std::min(seen_at.value_or(seconds), seconds);
  }
  if (seen_at && span.last < static_cast<std::int64_t>(*seen_at / 60)) {
    replay.fault(CheckId::V23, said, "its dice were thrown before a witness had seen the audit");
  }
  const auto at = base::utc_minutes(said.time);
  if (at && span.first > *at) {
    replay.fault(CheckId::V23, said, "its dice were thrown after the entry that tells of them");
  }
}

// Neither of them is who wrote the digits down.
void want_others_saw(Replay& replay, const Said& said) {
  const auto author = replay.record.people.find(said.author);
  if (author == replay.record.people.end()) return;
  const std::string own[] = {base::bare_name(author->first), base::bare_name(author->second.name)};
  for (const std::string& name :
       texts_of(said.body, "witnesses").value_or(std::vector<std::string>())) {
    const std::string person = base::bare_person(name);
    if (person != own[0] && person != own[1]) continue;
    replay.fault(CheckId::V6, said, "its author is one of the two who saw the seed thrown");
  }
}

void read_seed(Replay& replay, const Said& said) {
  AuditRecord& audit = audit_of(replay);
  const std::string digits = text_or_empty(said.body, "digits");
  if (!audit.committed_at) {
    replay.fault(CheckId::V23, said, "a seed was thrown before the audit was fixed");
  } else if (!is_cosigned_after(replay.record, *audit.committed_at)) {
    replay.fault(CheckId::V23, said, "no witness had countersigned the audit before the seed");
  } else {
    check_thrown_at(replay, said, *audit.committed_at);
  }
  if (audit.seeded_at) {
    replay.fault(CheckId::V23, said,
                 fmt::format("entry {} gave the seed already", *audit.seeded_at));
    return;
  }
  if (!draw::Seed::make(digits)) {
    replay.fault(CheckId::V23, said, "its seed is not twenty decimal digits");
    return;
  }
  if (text_or_empty(said.body, "read_back") != digits) {
    replay.fault(CheckId::V23, said, "its digits were read back as others");
  }
  auto& seeds = replay.record.audits.seeds;
  if (std::ranges::find(seeds, digits) != seeds.end()) {
    replay.fault(CheckId::V23, said, "an audit that is void had the same seed");
  }
  replay.want_two_people(said, "witnesses",
                         "the seed needs two people who saw it, and they are not two");
  want_others_saw(replay, said);
  seeds.push_back(digits);
  audit.seed = digits;
  audit.seeded_at = said.position;
}

std::int64_t bound_of(const AuditRecord& audit, const std::string& list) {
  std::int64_t cards = 0;
  for (const auto& [id, each] : audit.lists) {
    if (list.empty() || id == list) cards += each.bound;
  }
  return cards;
}

CardPlace place_numbered(const AuditRecord& audit, const std::string& list, std::int64_t number) {
  if (!list.empty()) return {list, number};
  for (const std::string& id : audit.list_order) {
    const std::int64_t bound = audit.lists.at(id).bound;
    if (number <= bound) return {id, number};
    number -= bound;
  }
  return {};
}

struct StatedDraw {
  std::string list;
  std::int64_t cards = 0;
  std::vector<std::uint64_t> drawn;
};

std::optional<StatedDraw> draw_in(Replay& replay, const Said& said) {
  StatedDraw stated;
  stated.list = text_or_empty(said.body, "list");
  stated.cards = figure_of(said.body, "cards").value_or(0);
  const Json* found = member_of(said.body, "found");
  const Json* drawn = found == nullptr ? nullptr : member_of(*found, "drawn");
  const bool fits = stated.cards > 0 && drawn != nullptr && drawn->is_array() &&
                    std::ranges::all_of(*drawn, [](const Json& number) {
                      return number.is_number_unsigned() &&
                             number.get<std::uint64_t>() <= std::uint64_t{kCardsMost};
                    });
  if (!replay.want(fits, said, "found")) return std::nullopt;
  for (const Json& number : *drawn) stated.drawn.push_back(number.get<std::uint64_t>());
  return stated;
}

// Draws again. No value: why that cannot be done was said, or is not known here.
std::optional<std::vector<std::uint64_t>> drawn_again(Replay& replay, const Said& said,
                                                      const StatedDraw& stated) {
  const AuditRecord& audit = audit_of(replay);
  const auto method = draw::card_draw_named(text_or_empty(audit.method, "draw"));
  if (!method) {
    ++replay.record.audits.draws_unread;
    return std::nullopt;
  }
  const bool each = text_or_empty(audit.method, "draw_from") == "each-list";
  const std::int64_t bound = bound_of(audit, stated.list);
  const auto so_far = audit.drawn_from.find(stated.list);
  const std::int64_t before = so_far == audit.drawn_from.end() ? 0 : so_far->second;
  const bool once = draw::replacement_of(*method) == draw::Replacement::Without;
  if (each == stated.list.empty() || bound < 1 || bound > kCardsMost || stated.cards > kCardsMost ||
      (once && before + stated.cards > bound)) {
    replay.fault(CheckId::V24, said, "it draws from what the audit does not draw from");
    return std::nullopt;
  }
  if (is_by_batch(audit)) {
    const auto batches = batches_drawn(audit, static_cast<std::uint64_t>(before + 1),
                                       static_cast<std::uint64_t>(stated.cards));
    if (!batches) replay.fault(CheckId::V24, said, "its plan gives no weights to draw by");
    return batches;
  }
  const draw::Seed thrown = draw::Seed::make(audit.seed).value();
  return draw::drawn_by_text(
      *method, is_stratified(audit) ? draw::seed_text_of_list(thrown, stated.list) : thrown.text(),
      static_cast<std::uint64_t>(bound), static_cast<std::uint64_t>(before),
      static_cast<std::uint64_t>(stated.cards));
}

void read_draw(Replay& replay, const Said& said) {
  AuditRecord& audit = audit_of(replay);
  if (!audit.seeded_at || !audit.committed_at) {
    replay.fault(CheckId::V23, said, "cards were drawn before the seed of a fixed audit");
    return;
  }
  const auto stated = draw_in(replay, said);
  if (!stated) return;
  const auto again = drawn_again(replay, said, *stated);
  if (again) {
    replay.record.audits.draws_compared += static_cast<std::int64_t>(again->size());
    if (*again != stated->drawn) {
      const auto differ = std::ranges::mismatch(*again, stated->drawn);
      replay.fault(CheckId::V24, said,
                   fmt::format("its draw {} is not the card that follows from the seed",
                               differ.in1 - again->begin() + 1));
    }
  }
  for (const std::uint64_t number : stated->drawn) {
    const CardPlace place = place_numbered(audit, stated->list, static_cast<std::int64_t>(number));
    const auto list = audit.lists.find(place.first);
    audit.draws.push_back(place);
    ++audit.drawn_from[stated->list];
    audit.round_of_draw.push_back(audit.round);
    if (list != audit.lists.end() && place.second <= list->second.cards) audit.cards[place];
  }
}

}  // namespace

std::vector<Kind> audit_kinds() {
  return {{"audit.contest", {"state-officer"}, false, read_contest},
          {"audit.list", {"state-officer", "county-officer"}, false, read_list},
          {"audit.batches", {"state-officer", "county-officer"}, false, read_batches},
          {"audit.method", {"state-officer"}, false, read_audit_method},
          {"audit.commit", {"state-officer"}, false, read_commitment_of_audit},
          {"audit.seed", {"state-officer"}, false, read_seed},
          {"audit.draw", {"state-officer"}, false, read_draw}};
}

void conclude_audits(Replay& replay) {
  const AuditsSeen& seen = replay.record.audits;
  if (seen.commitments == 0) {
    replay.book.not_checked(CheckId::V23, "no audit was committed to in this ledger");
    replay.book.not_checked(CheckId::V24, "no audit was committed to in this ledger");
    return;
  }
  const std::string audits = base::counted(seen.commitments, "audit", "audits");
  replay.book.done(
      CheckId::V23,
      fmt::format("{} fixed by the hash of contests, cards and method, with records "
                  "that give what was reported; {} thrown afterwards. That dice were "
                  "thrown a ledger cannot show, nor that the records say so",
                  audits,
                  base::counted(static_cast<std::int64_t>(seen.seeds.size()), "seed", "seeds")),
      audits);
  const std::string draws = base::counted(seen.draws_compared, "draw", "draws");
  if (seen.draws_unread > 0) {
    replay.book.not_checked(CheckId::V24,
                            "cards were drawn by a method that this program does not know", draws);
  } else if (seen.draws_compared == 0) {
    replay.book.not_checked(CheckId::V24, "no card was drawn");
  } else {
    replay.book.done(CheckId::V24, draws + " made again from the seed", draws);
  }
}

}  // namespace recanvass::verify
