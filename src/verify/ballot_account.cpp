#include "verify/ballot_account.h"

#include "base/figures.h"
#include "recount/open_matters.h"
#include "verify/closing_check.h"
#include "verify/moved_votes.h"
#include "verify/standing.h"
#include "verify/unit_review.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::verify {
namespace {

using election::BallotCount;
using election::VoteCount;
using recount::CountedHow;
using VotesBy = std::map<std::string, std::int64_t>;
using AccountSet = std::set<std::string>;

constexpr std::string_view kBothRead = "Both readings name ";
constexpr std::string_view kOneRead = "One of the two readings names ";

// A kind and who had a hand in it; the gravest of several.
struct HowFound {
  CountedHow how = CountedHow::Regular;
  AccountSet by{};

  void also(CountedHow other, const AccountSet& people) {
    how = std::max(how, other);
    by.insert(people.begin(), people.end());
  }
};

bool is_of_neither(const Batch& batch) {
  return batch.settled && std::ranges::none_of(batch.readings, [&](const Reading& reading) {
           return reading.figures == *batch.settled;
         });
}

// Adds whoever named an account, or gave it a key, after the inputs were published and before
// `until`, and in turn whoever named those.
void add_behind(const Record& record, const std::string& account, std::uint64_t until,
                AccountSet& behind) {
  if (!behind.insert(account).second) return;
  const auto person = record.people.find(account);
  if (person == record.people.end()) return;
  for (const NamedLater& named : person->second.named_later) {
    if (named.position >= until) continue;
    for (const std::string& by : named.by) add_behind(record, by, until, behind);
  }
}

// Accounts to which both readings go back; none: two readers of their own.
AccountSet behind_both(const Record& record, const Batch& batch) {
  if (batch.readings.size() < 2) return {};
  AccountSet both;
  AccountSet second;
  add_behind(record, batch.readings[0].author, batch.readings[0].position, both);
  add_behind(record, batch.readings[1].author, batch.readings[1].position, second);
  std::erase_if(both, [&](const std::string& id) { return !second.contains(id); });
  return both;
}

AccountSet who_found(const Record& record, const Batch& batch) {
  AccountSet people;
  const auto incident = record.incidents.find(batch.incident);
  if (batch.extra && incident != record.incidents.end()) {
    people = incident->second.opened_by;
    people.insert(incident->second.resolved_by.begin(), incident->second.resolved_by.end());
  }
  for (const Reading& reading : batch.readings) people.insert(reading.author);
  return people;
}

// How a batch that is counted came to be so.
HowFound how_counted(const Record& record, const Unit& unit, const Batch& batch, bool named_later) {
  HowFound found;
  const auto box = record.boxes.find(batch.container);
  if (box != record.boxes.end() && !box->second.stops.empty()) {
    AccountSet people;
    for (const std::uint64_t position : box->second.stops) {
      const AccountSet& by = record.incidents.at(position).resolved_by;
      people.insert(by.begin(), by.end());
    }
    found.also(CountedHow::OtherSeal, people);
  }
  if (!batch.corrected_by.empty()) found.also(CountedHow::Corrected, batch.corrected_by);
  if (batch.extra || unit.found_later) {
    found.also(CountedHow::NotListed, who_found(record, batch));
  }
  if (batch.settled) {
    found.also(is_of_neither(batch) ? CountedHow::Neither : CountedHow::Between, batch.settled_by);
  }
  const AccountSet both = named_later ? behind_both(record, batch) : AccountSet();
  if (!both.empty()) found.also(CountedHow::Readers, both);
  if (unit.chosen_by_hand) found.also(CountedHow::HandOverTape, unit.chosen_by);
  return found;
}

class Accountant {
 public:
  explicit Accountant(const Record& record)
      : record_(record), named_later_(std::ranges::any_of(record.people, [](const auto& entry) {
          return !entry.second.named_later.empty();
        })) {}

  recount::BallotAccount make() {
    for (const auto& [id, unit] : record_.units) {
      const Fate fate = fate_of(record_, id);
      if (fate == Fate::Merged || fate == Fate::Held) continue;
      if (fate == Fate::Counted && record_.groups.contains("unit:" + id)) continue;
      if (fate != Fate::Counted && !unit.returns_given) continue;
      add_unit(id, unit, fate);
    }
    return std::move(account_);
  }

 private:
  // Counted less listed.
  void note_beyond(const std::string& place, std::int64_t difference, bool is_exception,
                   const AccountSet& counters) {
    if (difference == 0) return;
    recount::OffListed off{difference, is_exception, {}};
    for (const std::string& account : counters) {
      const auto person = record_.people.find(account);
      off.people.insert(person == record_.people.end() ? account : person->second.name);
    }
    account_.off_listed.insert_or_assign(place, std::move(off));
  }

  void note_beyond_list(const std::string& id, const Unit& unit, const Batch& batch, bool regular) {
    if (batch.extra || unit.found_later) return;
    std::int64_t ballots = batch.standing()->ballots;
    if (record_.challenges.of_batch.contains(id) && impossible_moves(record_, id).empty()) {
      ballots += record_.challenges.change_of(id, record_.vote_for).ballots;
    }
    AccountSet counters;
    for (const Reading& reading : batch.readings) counters.insert(reading.author);
    note_beyond(id, ballots - batch.ballots, !regular, counters);
  }

  void put(const HowFound& found, const std::string& id, std::int64_t listed,
           std::optional<std::int64_t> ballots, const VotesBy& votes) {
    recount::AccountLine& line = account_.lines[found.how];
    line.listed += BallotCount(listed);
    listed_ += listed;
    if (ballots) line.ballots += BallotCount(*ballots);
    if (!ballots) ++line.without_ballots;
    ballots_ += ballots.value_or(0);
    for (const auto& [choice, number] : votes) {
      line.votes[choice] += VoteCount(number);
      line.votes_all += VoteCount(number);
      votes_[choice] += number;
    }
    if (found.how != CountedHow::Regular) line.ids.insert(id);
    for (const std::string& account : found.by) {
      const auto person = record_.people.find(account);
      line.people.insert(person == record_.people.end() ? account : person->second.name);
    }
  }

  void put_batch(const std::string& id, const Unit& unit, const Batch& batch) {
    const Figures* figures = batch.standing();
    if (figures == nullptr) return;
    const HowFound how = how_counted(record_, unit, batch, named_later_);
    const std::int64_t listed = batch.extra ? 0 : batch.ballots;
    note_beyond_list(id, unit, batch, how.how == CountedHow::Regular);
    if (!record_.challenges.of_batch.contains(id)) {
      put(how, id, listed, figures->ballots, figures->votes);
      return;
    }
    VotesBy votes = figures->votes;
    std::int64_t ballots = figures->ballots;
    if (impossible_moves(record_, id).empty()) {
      const TallyChange taken = record_.challenges.taken_from(id, record_.vote_for);
      const TallyChange change = record_.challenges.change_of(id, record_.vote_for);
      HowFound ruled{CountedHow::Ruled};
      for (const std::string& exhibit_id : record_.challenges.of_batch.at(id)) {
        const Exhibit& exhibit = record_.challenges.exhibits.at(exhibit_id);
        if (exhibit.stands_as() != exhibit.counted_as) ruled.by.merge(exhibit.settled_by());
      }
      ballots -= taken.ballots;
      VotesBy given = change.votes;
      for (const auto& [choice, number] : taken.votes) {
        votes[choice] -= number;
        given[choice] += number;
      }
      if (!ruled.by.empty()) put(ruled, id, 0, taken.ballots + change.ballots, given);
    }
    put(how, id, listed, ballots, votes);
  }

  void put_tape(const std::string& id, const Unit& unit, std::int64_t listed) {
    HowFound found{CountedHow::Tape, unit.machine_by};
    if (is_read_otherwise(record_, unit, *unit.machine)) found.how = CountedHow::TapeOverHand;
    note_beyond("unit " + id, unit.machine->ballots - listed, found.how != CountedHow::Tape,
                unit.machine_by);
    put(found, id, listed, unit.machine->ballots, unit.machine->votes);
  }

  HowFound first_count(const std::string& id, const Unit& unit, Fate fate) const {
    if (fate == Fate::Open) return {CountedHow::Open};
    HowFound found;
    const bool again = has_second_figures(unit, record_);
    if (is_ruled_not_recountable(record_, id)) {
      found.also(again ? CountedHow::Dropped : CountedHow::NotRecountable, unit.ruled_by);
    } else {
      const bool asked = !who_asked_for(record_, id).empty();
      const MethodSet* set = method_for(record_.methods, record_.county_of(id));
      found.also(again   ? CountedHow::Dropped
                 : asked ? CountedHow::LeftOut
                         : CountedHow::FirstCount,
                 set == nullptr ? AccountSet() : set->by);
    }
    if (!unit.corrected_by.empty()) found.also(CountedHow::CorrectedFirst, unit.corrected_by);
    return found;
  }

  void put_first_count(const std::string& id, const Unit& unit, Fate fate, std::int64_t listed) {
    std::optional<std::int64_t> ballots = unit.ballots;
    if (fate == Fate::Open && !unit.batches.empty()) {
      ballots = std::max(ballots.value_or(0), listed);
    }
    put(first_count(id, unit, fate), id, listed, ballots, unit.votes);
  }

  void add_unit(const std::string& id, const Unit& unit, Fate fate) {
    listed_ = ballots_ = 0;
    votes_.clear();
    std::int64_t listed = 0;
    std::int64_t left = 0;
    const bool by_machine = counts_by_machine(record_, id);
    for (const std::string& batch_id : unit.batches) {
      const Batch& batch = record_.batches.at(batch_id);
      const std::int64_t of_batch = batch.extra ? 0 : batch.ballots;
      listed += of_batch;
      // A tape counts all ballots of its unit.
      if (batch.is_void && !(fate == Fate::Counted && by_machine)) {
        put({batch.readings.empty() && batch.withheld == 0 ? CountedHow::SetAsideUnread
                                                           : CountedHow::SetAside,
             batch.voided_by},
            batch_id, of_batch, 0, {});
        continue;
      }
      left += of_batch;
      if (fate == Fate::Counted && !by_machine) put_batch(batch_id, unit, batch);
    }
    if (fate != Fate::Counted) {
      put_first_count(id, unit, fate, left);
      return;
    }
    if (by_machine) put_tape(id, unit, left);
    if (const DrawDown* draw = draw_down_of(record_, id)) {
      VotesBy drawn;
      for (const auto& [choice, number] : draw->drawn.votes) drawn[choice] = -number;
      put({CountedHow::DrawnOut, draw->by}, id, 0, -draw->drawn.ballots, drawn);
    }
    close(id, listed);
    if (unit.returns_given && !unit.found_later) compare_first(id, unit);
  }

  void compare_first(const std::string& id, const Unit& unit) {
    recount::FirstCounted first;
    if (unit.ballots) first.ballots = BallotCount(*unit.ballots);
    for (const auto& [choice, number] : unit.votes) first.votes += VoteCount(number);
    first.vote_for = record_.vote_for;
    std::int64_t in_batches[2] = {0, 0};  // listed, found later
    for (const std::string& batch_id : unit.batches) {
      const Batch& batch = record_.batches.at(batch_id);
      if (!batch.extra || !batch.is_void) in_batches[batch.extra ? 1 : 0] += batch.ballots;
    }
    recount::compare_with_first(account_, id, first, BallotCount(in_batches[0]),
                                BallotCount(in_batches[1]));
  }

  // What was put in is what is certified, and what is listed.
  void close(const std::string& id, std::int64_t listed) {
    const Figures certified = *counted_figures(record_, id);
    const auto compare = [&](const std::string& what, std::int64_t wanted, std::int64_t found) {
      if (wanted == found) return;
      account_.unaccounted.push_back(fmt::format("{}: {} {}, and {} are accounted for", id,
                                                 base::grouped(wanted), what,
                                                 base::grouped(found)));
    };
    compare("ballots are listed", listed, listed_);
    compare("ballots are certified", certified.ballots, ballots_);
    for (const auto& [choice, number] : certified.votes) {
      compare(fmt::format("votes of {} are certified", choice), number, votes_[choice]);
    }
  }

  const Record& record_;
  bool named_later_;  ///< anybody
  recount::BallotAccount account_;
  std::int64_t listed_ = 0;  ///< put in, of the unit in hand
  std::int64_t ballots_ = 0;
  VotesBy votes_;
};

std::string choices_named(const Record& record, const std::vector<std::string>& ids) {
  std::string words;
  for (const auto& [id, name] : record.choices) {
    if (std::ranges::find(ids, id) == ids.end()) continue;
    words += (words.empty() ? "" : ", ") + name;
  }
  return words;
}

std::int64_t lead_in(const Record& record, const VotesBy& votes) {
  std::vector<std::int64_t> order;
  for (const auto& [choice, number] : votes) order.push_back(number);
  std::sort(order.rbegin(), order.rend());
  const auto seats = static_cast<std::size_t>(record.seats);
  return order.size() > seats ? order[seats - 1] - order[seats] : 0;
}

// Whose second count, or a part of it, is an exception.
std::set<std::string> units_with_exceptions(const Record& record,
                                            const recount::BallotAccount& account) {
  std::set<std::string> units;
  for (const auto& [how, line] : account.lines) {
    switch (how) {
      case CountedHow::Regular:
      case CountedHow::Tape:
      case CountedHow::FirstCount:
      case CountedHow::NotRecountable:
      case CountedHow::CorrectedFirst:
      case CountedHow::LeftOut:
      case CountedHow::Dropped:
      case CountedHow::Open: break;
      case CountedHow::TapeOverHand:
      case CountedHow::DrawnOut: units.insert(line.ids.begin(), line.ids.end()); break;
      case CountedHow::OtherSeal:
      case CountedHow::Corrected:
      case CountedHow::Between:
      case CountedHow::Readers:
      case CountedHow::NotListed:
      case CountedHow::Neither:
      case CountedHow::HandOverTape:
      case CountedHow::Ruled:
      case CountedHow::SetAside:
      case CountedHow::SetAsideUnread:
        for (const std::string& id : line.ids) units.insert(record.batches.at(id).unit);
        break;
    }
  }
  for (const auto& [id, off] : account.off_listed) {
    const auto batch = record.batches.find(id);
    units.insert(batch != record.batches.end() ? batch->second.unit : id.substr(id.find(' ') + 1));
  }
  units.insert(account.in_no_batch.units.begin(), account.in_no_batch.units.end());
  units.insert(account.not_first_counted.units.begin(), account.not_first_counted.units.end());
  return units;
}

}  // namespace

recount::BallotAccount account_of(const Record& record) { return Accountant(record).make(); }

std::string without_exceptions(const Record& record, const recount::BallotAccount& account) {
  const std::set<std::string> units = units_with_exceptions(record, account);
  const auto standing = votes_standing(record, "");
  if (!standing || units.empty()) return {};
  const std::int64_t lead = lead_in(record, *standing);
  const std::int64_t ballots = account.exceptional_ballots().value();
  if (lead > 2 * ballots) return {};
  VotesBy votes = *standing;
  for (const std::string& id : units) {
    const Unit& unit = record.units.at(id);
    if (!unit.returns_given) return {};
    // A unit that stands by its first count already has nothing to be put back.
    const auto counted = counted_figures(record, id);
    if (!counted) continue;
    for (const auto& [choice, number] : counted->votes) votes[choice] -= number;
    for (const auto& [choice, number] : unit.votes) votes[choice] += number;
  }
  const auto winners = winners_of(record, votes);
  const bool same = winners == winners_of(record, *standing);
  return recount::exceptions_sentence({lead, ballots, static_cast<std::int64_t>(units.size()),
                                       choices_named(record, winners), lead_in(record, votes),
                                       same});
}

std::string readings_alone(const Record& record) {
  const auto standing = votes_standing(record, "");
  if (!standing) return {};
  VotesBy first = *standing;
  VotesBy second = *standing;
  bool any = false;
  for (const auto& [id, batch] : record.batches) {
    if (batch.is_void || batch.readings.size() < 2 || !is_of_neither(batch) ||
        fate_of(record, batch.unit) != Fate::Counted || counts_by_machine(record, batch.unit)) {
      continue;
    }
    any = true;
    for (const auto& [choice, number] : batch.settled->votes) {
      first[choice] += batch.readings[0].figures.votes.at(choice) - number;
      second[choice] += batch.readings[1].figures.votes.at(choice) - number;
    }
  }
  if (!any) return {};
  const auto winners = winners_of(record, *standing);
  const auto by_first = winners_of(record, first);
  const auto by_second = winners_of(record, second);
  if (by_first == winners && by_second == winners) return {};
  return fmt::format("{}{}: what was settled on figures of neither decides.",
                     by_first == by_second ? kBothRead : kOneRead,
                     choices_named(record, by_first == winners ? by_second : by_first));
}

std::string other_counts(const Record& record) {
  const auto standing = votes_standing(record, "");
  if (!standing) return {};
  VotesBy votes = *standing;
  recount::OtherCounts found;
  for (const auto& [id, unit] : record.units) {
    const auto by_hand = whole_by_hand(record, unit);
    if (fate_of(record, id) != Fate::Counted || !unit.machine || !by_hand ||
        by_hand->votes == unit.machine->votes) {
      continue;
    }
    const std::int64_t sign = counts_by_machine(record, id) ? -1 : 1;
    for (const auto& [choice, number] : unit.machine->votes) votes[choice] += sign * number;
    for (const auto& [choice, number] : by_hand->votes) votes[choice] -= sign * number;
    found.units.insert(id);
  }
  const auto winners = winners_of(record, votes);
  found.names = choices_named(record, winners);
  found.lead_then = lead_in(record, votes);
  found.same = winners == winners_of(record, *standing);
  return recount::other_counts_sentence(found);
}

namespace {

void add_names(const Record& record, const std::set<std::string>& accounts,
               std::set<std::string>& names) {
  for (const std::string& account : accounts) {
    const auto person = record.people.find(account);
    names.insert(person == record.people.end() ? account : person->second.name);
  }
}

}  // namespace

recount::UnexplainedFindings unexplained_findings(const Record& record) {
  recount::UnexplainedFindings out;
  for (const auto& [id, unit] : record.units) {
    const Fate fate = fate_of(record, id);
    const bool any = std::ranges::any_of(
        unit.explained, [](const Explained& said) { return said.code == "UNEXPLAINED"; });
    if (!any || !unit.returns_given || (fate != Fate::Counted && fate != Fate::Stands)) continue;
    for (const Explained& said : unit.explained) {
      if (said.ballots == 0 || said.code != "UNEXPLAINED" || !reconcile::is_in_force(said.ruling)) {
        continue;
      }
      out.found.push_back({id, said.rule, said.about, std::abs(said.ballots)});
      add_names(record, said.by, out.people);
    }
    for (const reconcile::Finding& finding : review_of(record, id).findings.found) {
      const std::string rule = reconcile::id_of(finding.rule);
      const auto closing =
          std::find_if(unit.explained.rbegin(), unit.explained.rend(), [&](const Explained& said) {
            return said.rule == rule && said.about == finding.about &&
                   said.residual == finding.residual && reconcile::is_in_force(said.ruling);
          });
      if (closing == unit.explained.rend() || closing->code != "UNEXPLAINED") continue;
      out.found.push_back(
          {id, rule, finding.about, finding.residual < 0 ? -finding.residual : finding.residual});
      add_names(record, closing->by, out.people);
    }
  }
  if (const auto standing = votes_standing(record, "")) {
    out.lead = election::VoteCount(lead_in(record, *standing));
  }
  return out;
}

bool is_of_the_account(const std::string& sentence) {
  return recount::is_account_sentence(sentence) || sentence.starts_with(recount::kLeadIs) ||
         sentence.starts_with(recount::kTwoCounts) || sentence.starts_with(kBothRead) ||
         sentence.starts_with(kOneRead);
}

void conclude_account(Replay& replay) {
  const Record& record = replay.record;
  const bool any =
      std::ranges::any_of(record.units, [&](const auto& entry) { return entry.second.signed_off; });
  if (!any) {
    replay.book.not_checked(CheckId::V22, "no unit is signed off");
    return;
  }
  const recount::BallotAccount account = account_of(record);
  for (const std::string& words : account.unaccounted) {
    replay.book.fault(CheckId::V22, {words, "", std::nullopt, "", "", ""});
  }
  std::vector<std::string> sentences = {recount::summary_of(account)};
  for (const std::string& sentence : recount::exception_sentences(account)) {
    sentences.push_back(sentence);
  }
  for (const std::string& sentence :
       {readings_alone(record), other_counts(record), without_exceptions(record, account)}) {
    if (!sentence.empty()) sentences.push_back(sentence);
  }
  const std::string compared =
      base::counted(static_cast<std::int64_t>(record.units.size()), "unit", "units");
  const std::string words = fmt::format("{}", fmt::join(sentences, " "));
  if (is_moved_unknown(record)) {
    replay.book.not_checked(CheckId::V22,
                            words + " Units with figures that are withheld have no part in this",
                            compared);
  } else {
    replay.book.done(CheckId::V22, words, compared);
  }
}

}  // namespace recanvass::verify
