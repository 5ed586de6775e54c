#include "workflow/account_of_ballots.h"

#include "base/figures.h"
#include "recount/open_matters.h"
#include "workflow/challenge_sums.h"
#include "workflow/count_extent.h"
#include "workflow/count_order.h"
#include "workflow/unit_result.h"
#include "workflow/unit_review.h"
#include "workflow/winners.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace recanvass::workflow {
namespace {

using election::BallotCount;
using election::VoteCount;
using recount::AccountPart;
using recount::CountedHow;
using VoteSums = std::map<std::string, VoteCount>;
using AccountIds = std::set<std::string>;

VoteSums sums_in(const std::map<std::string, std::int64_t>& votes) {
  VoteSums sums;
  for (const auto& [choice, number] : votes) sums[choice] = VoteCount(number);
  return sums;
}

// What holds of batches and containers for the whole account, looked up once.
class AccountMaker {
 public:
  explicit AccountMaker(const Operation& operation)
      : operation_(operation),
        named_later_(std::ranges::any_of(operation.people.accounts, [](const auto& entry) {
          return !entry.second.named_later.empty();
        })) {
    for (const InputChange& change : operation.commitment.changes) {
      if (!change.after_publication) continue;
      if (change.before.is_null()) {
        found_later_.insert(change.what);
      } else {
        AccountIds& by = corrected_[change.what];
        by.insert(change.author);
        by.insert(change.approved_by);
      }
    }
    for (const auto& [id, container] : operation.counting.containers) {
      for (const SealRecord& act : container.history) {
        if (operation.counting.incidents.contains(act.position)) {
          stopped_[id].insert(act.position);
        }
      }
    }
  }

  recount::BallotAccount make(const std::string& county) {
    for (const auto& [id, unit] : operation_.commitment.units) {
      if (county.empty() || unit.county == county) add(id);
    }
    return std::move(account_);
  }

 private:
  std::set<std::string> names(const AccountIds& accounts) const {
    std::set<std::string> names;
    for (const std::string& id : accounts) {
      if (id.empty()) continue;
      const auto found = operation_.people.accounts.find(id);
      names.insert(found == operation_.people.accounts.end() ? id : found->second.name);
    }
    return names;
  }

  const BatchCount* counted(const std::string& batch) const {
    const auto found = operation_.counting.batches.find(batch);
    return found == operation_.counting.batches.end() ? nullptr : &found->second;
  }

  const std::vector<std::string>& batches_of(const std::string& unit) const {
    static const std::vector<std::string> kNone;
    const auto found = operation_.commitment.unit_batches.find(unit);
    return found == operation_.commitment.unit_batches.end() ? kNone : found->second;
  }

  static BallotCount listed(const ManifestBatch& batch) {
    return BallotCount(batch.extra ? 0 : batch.ballots);
  }

  // The accounts behind an account before `until`: itself, whoever named it or gave it a key after
  // publication, and those behind them. A puppet's puppet is its master's.
  AccountIds behind(const std::string& account, std::uint64_t until) const {
    AccountIds found = {account};
    std::vector<std::string> to_follow = {account};
    while (!to_follow.empty()) {
      const auto follows = operation_.people.accounts.find(to_follow.back());
      to_follow.pop_back();
      if (follows == operation_.people.accounts.end()) continue;
      for (const NamedLater& named : follows->second.named_later) {
        if (named.position >= until) continue;
        for (const std::string& by : named.by) {
          if (found.insert(by).second) to_follow.push_back(by);
        }
      }
    }
    return found;
  }

  // Those who are behind both entries; none: two readers of their own.
  AccountIds behind_both(const BatchCount& batch) const {
    AccountIds both;
    if (!named_later_ || batch.entries.size() < 2) return both;
    const auto behind_entry = [&](const BlindEntry& entry) {
      return behind(entry.author, entry.revisions.back().position);
    };
    const AccountIds second = behind_entry(batch.entries[1]);
    for (const std::string& id : behind_entry(batch.entries[0])) {
      if (second.contains(id)) both.insert(id);
    }
    return both;
  }

  void mark(AccountPart& part, CountedHow how, const AccountIds& people) const {
    part.how = std::max(part.how, how);
    part.people.merge(names(people));
  }

  AccountIds who_found(const std::string& batch, const ManifestBatch& listed) const {
    AccountIds people;
    const auto incident = operation_.counting.incidents.find(listed.incident);
    if (listed.extra && incident != operation_.counting.incidents.end()) {
      people.insert(incident->second.opened_by.begin(), incident->second.opened_by.end());
      people.insert(incident->second.resolved_by.begin(), incident->second.resolved_by.end());
    }
    if (const BatchCount* entries = counted(batch)) {
      for (const BlindEntry& entry : entries->entries) people.insert(entry.author);
    }
    return people;
  }

  void mark_listing(AccountPart& part, const std::string& batch,
                    const ManifestBatch& listed) const {
    const auto stopped = stopped_.find(listed.container);
    if (stopped != stopped_.end()) {
      AccountIds people;
      for (const std::uint64_t position : stopped->second) {
        const Incident& incident = operation_.counting.incidents.at(position);
        people.insert(incident.resolved_by.begin(), incident.resolved_by.end());
      }
      mark(part, CountedHow::OtherSeal, people);
    }
    const auto corrected = corrected_.find("batch " + batch);
    if (corrected != corrected_.end()) mark(part, CountedHow::Corrected, corrected->second);
    if (listed.extra || found_later_.contains("unit " + listed.unit)) {
      mark(part, CountedHow::NotListed, who_found(batch, listed));
    }
  }

  void mark_entries(AccountPart& part, const BatchCount& batch) const {
    if (batch.adjudicated) {
      const bool neither = std::ranges::none_of(batch.entries, [&](const BlindEntry& entry) {
        return entry.revisions.back().same_figures(*batch.adjudicated);
      });
      const auto second = operation_.people.seconds.find(batch.adjudicated->position);
      mark(part, neither ? CountedHow::Neither : CountedHow::Between,
           {batch.adjudicated->author,
            second == operation_.people.seconds.end() ? std::string() : second->second});
    }
    const AccountIds both = behind_both(batch);
    if (!both.empty()) mark(part, CountedHow::Readers, both);
  }

  // Challenged ballots that stand otherwise than tallied are parts of their own.
  void take_ruled(const std::string& batch, AccountPart& part, recount::UnitAccount& unit) const {
    const auto exhibits = operation_.judging.challenges.of_batch.find(batch);
    if (exhibits == operation_.judging.challenges.of_batch.end() ||
        adjustment_of_batch(operation_, batch).exhibits == 0) {
      return;
    }
    AccountPart ruled{CountedHow::Ruled, batch, {}};
    for (const std::string& id : exhibits->second) {
      const Challenge& exhibit = operation_.judging.challenges.by_exhibit.at(id);
      if (exhibit.stands_as() == exhibit.counted_as) continue;
      const Adjustment was = one_ballot(operation_.setup, exhibit.counted_as);
      const Adjustment is = one_ballot(operation_.setup, exhibit.stands_as());
      *part.ballots -= BallotCount(was.ballots);
      *ruled.ballots += BallotCount(is.ballots);
      for (const auto& [choice, votes] : was.votes) part.votes[choice] -= VoteCount(votes);
      for (const auto& [choice, votes] : is.votes) ruled.votes[choice] += VoteCount(votes);
      const bool board = !exhibit.rulings.empty();
      ruled.people.merge(
          names({board ? exhibit.rulings.back().author : exhibit.stipulation->author}));
    }
    unit.parts.push_back(std::move(ruled));
  }

  // Of a batch that the published manifest lists.
  void note_off_listed(const std::string& id, const AccountPart& part, const BatchCount& batch,
                       recount::UnitAccount& unit) const {
    const ManifestBatch& listing = operation_.commitment.batches.at(id);
    if (listing.extra || found_later_.contains("unit " + listing.unit)) return;
    const std::int64_t difference =
        part.ballots->value() - part.listed.value() + adjustment_of_batch(operation_, id).ballots;
    if (difference == 0) return;
    AccountIds counters;
    for (const BlindEntry& entry : batch.entries) counters.insert(entry.author);
    unit.off_listed[id] = {difference, part.how != CountedHow::Regular, names(counters)};
  }

  void add_counted_batch(const std::string& id, const BatchCount& batch,
                         recount::UnitAccount& unit) const {
    const ManifestBatch& listing = operation_.commitment.batches.at(id);
    const Tally* tally = batch.standing();
    if (tally == nullptr) return;
    AccountPart part{CountedHow::Regular,   id, listed(listing), BallotCount(tally->ballots),
                     sums_in(tally->votes), {}};
    mark_listing(part, id, listing);
    mark_entries(part, batch);
    const ChosenCount* chosen = chosen_count(operation_, listing.unit);
    if (chosen != nullptr && chosen->by_hand) mark(part, CountedHow::HandOverTape, chosen->by);
    note_off_listed(id, part, batch, unit);
    take_ruled(id, part, unit);
    unit.parts.push_back(std::move(part));
  }

  void add_set_aside(const std::string& id, const BatchCount& batch,
                     recount::UnitAccount& unit) const {
    unit.parts.push_back({batch.entries.empty() ? CountedHow::SetAsideUnread : CountedHow::SetAside,
                          id,
                          listed(operation_.commitment.batches.at(id)),
                          BallotCount(0),
                          {},
                          names({batch.voided_by.begin(), batch.voided_by.end()})});
  }

  void add_tape(const std::string& id, BallotCount listed_of_unit,
                recount::UnitAccount& unit) const {
    const MachineResult& tape = operation_.deciding.machine_results.at(id).back();
    const auto sums = operation_.counting.sums.find(id);
    const bool over_hand = sums != operation_.counting.sums.end() &&
                           sums->second.say_otherwise(*figures_as_counted(operation_, id));
    const std::set<std::string> people = names({tape.author, tape.approved_by});
    unit.parts.push_back({over_hand ? CountedHow::TapeOverHand : CountedHow::Tape, id,
                          listed_of_unit, BallotCount(tape.ballots), sums_in(tape.votes), people});
    const std::int64_t difference = tape.ballots - listed_of_unit.value();
    if (difference != 0) unit.off_listed["unit " + id] = {difference, over_hand, people};
  }

  void add_draw(const std::string& id, recount::UnitAccount& unit) const {
    const DrawDown* draw = draw_down_of(operation_, id);
    if (draw == nullptr) return;
    AccountPart part{CountedHow::DrawnOut,
                     id,
                     {},
                     -BallotCount(draw->drawn.ballots),
                     {},
                     names({draw->author, draw->approved_by})};
    for (const auto& [choice, votes] : draw->drawn.votes) part.votes[choice] = -VoteCount(votes);
    unit.parts.push_back(std::move(part));
  }

  // Why the first count is what is certified, and who said so.
  std::pair<CountedHow, AccountIds> first_count(const std::string& id,
                                                recount::UnitFate fate) const {
    if (fate == recount::UnitFate::Open) return {CountedHow::Open, {}};
    const auto ruled = operation_.deciding.not_recountable.find(id);
    if (is_ruled_not_recountable(operation_, id) &&
        ruled != operation_.deciding.not_recountable.end()) {
      return {has_second_figures(operation_, id) ? CountedHow::Dropped : CountedHow::NotRecountable,
              {ruled->second.author, ruled->second.approved_by}};
    }
    const MethodChoice* method =
        operation_.opening.orders.method_for(operation_.commitment.units.at(id).county);
    const AccountIds by = method == nullptr ? AccountIds() : method->by;
    if (has_second_figures(operation_, id)) return {CountedHow::Dropped, by};
    const bool asked = !who_asked_for(operation_, id).empty();
    return {asked ? CountedHow::LeftOut : CountedHow::FirstCount, by};
  }

  // Not of a unit that was found later: it had no first count.
  void compare_first(const std::string& id) {
    if (found_later_.contains("unit " + id)) return;
    const ReportedUnit& reported = operation_.commitment.units.at(id);
    recount::FirstCounted first;
    if (reported.ballots) first.ballots = BallotCount(*reported.ballots);
    for (const auto& [choice, votes] : reported.votes) first.votes += VoteCount(votes);
    first.vote_for = operation_.setup.vote_for;
    BallotCount in_batches;
    BallotCount found_later;
    for (const std::string& batch : batches_of(id)) {
      const ManifestBatch& listing = operation_.commitment.batches.at(batch);
      const BatchCount* entries = counted(batch);
      const bool is_gone = listing.extra && entries != nullptr && entries->is_void;
      if (is_gone) continue;
      (listing.extra ? found_later : in_batches) += BallotCount(listing.ballots);
    }
    recount::compare_with_first(account_, id, first, in_batches, found_later);
  }

  void add(const std::string& id) {
    const UnitResult result = result_of(operation_, id);
    recount::UnitAccount unit;
    unit.unit = id;
    unit.votes = sums_in(result.votes);
    if (result.ballots) unit.ballots = BallotCount(*result.ballots);
    BallotCount not_set_aside;
    const bool by_hand = result.source == "hand";
    // A tape counts all ballots of its unit, those of batches that were set aside with them.
    const bool by_tape = result.fate == recount::UnitFate::Counted && !by_hand;
    for (const std::string& batch : batches_of(id)) {
      const ManifestBatch& listing = operation_.commitment.batches.at(batch);
      unit.listed += listed(listing);
      const BatchCount* entries = counted(batch);
      if (entries != nullptr && entries->is_void && !by_tape) {
        add_set_aside(batch, *entries, unit);
        continue;
      }
      not_set_aside += listed(listing);
      if (by_hand && entries != nullptr) add_counted_batch(batch, *entries, unit);
    }
    if (result.fate == recount::UnitFate::Counted) {
      if (by_tape) add_tape(id, not_set_aside, unit);
      add_draw(id, unit);
      compare_first(id);
    } else {
      auto [how, people] = first_count(id, result.fate);
      const auto corrected = corrected_.find("unit " + id);
      if (corrected != corrected_.end() && how != CountedHow::Open) {
        how = std::max(how, CountedHow::CorrectedFirst);
        people.insert(corrected->second.begin(), corrected->second.end());
      }
      unit.parts.push_back({how, id, not_set_aside, unit.ballots, unit.votes, names(people)});
    }
    recount::add_unit(account_, unit);
  }

  const Operation& operation_;
  bool named_later_;  ///< any account
  std::map<std::string, AccountIds> corrected_;  ///< by "batch B1"
  std::set<std::string> found_later_;  ///< "unit W9"
  std::map<std::string, std::set<std::uint64_t>> stopped_;  ///< by container
  recount::BallotAccount account_;
};

std::string names_of_choices(const Operation& operation, const std::vector<std::string>& ids) {
  std::vector<std::string> names;
  for (const SetupChoice& choice : operation.setup.choices) {
    if (std::ranges::find(ids, choice.id) != ids.end()) names.push_back(choice.name);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

// Votes between the last one elected and the first one not.
std::int64_t lead_of(const Operation& operation, const std::map<std::string, std::int64_t>& votes) {
  std::vector<std::int64_t> order;
  for (const auto& [choice, number] : votes) order.push_back(number);
  std::ranges::sort(order, std::greater<>());
  const auto seats = static_cast<std::size_t>(operation.setup.seats);
  return order.size() > seats ? order[seats - 1] - order[seats] : 0;
}

bool is_second_count(CountedHow how) {
  return how != CountedHow::Regular && how != CountedHow::Tape && how < CountedHow::FirstCount;
}

}  // namespace

recount::BallotAccount account_of_ballots(const Operation& operation, const std::string& county) {
  return AccountMaker(operation).make(county);
}

std::string without_exceptions(const Operation& operation, const recount::BallotAccount& account) {
  std::set<std::string> units;
  for (const auto& [how, line] : account.lines) {
    const bool set_aside = how == CountedHow::SetAside || how == CountedHow::SetAsideUnread;
    if (!is_second_count(how) && !set_aside) continue;
    const bool of_units = how == CountedHow::TapeOverHand || how == CountedHow::DrawnOut;
    for (const std::string& id : line.ids) {
      units.insert(of_units ? id : operation.commitment.batches.at(id).unit);
    }
  }
  constexpr std::string_view kUnit = "unit ";
  for (const auto& [id, off] : account.off_listed) {
    const auto batch = operation.commitment.batches.find(id);
    const bool known = batch != operation.commitment.batches.end();
    units.insert(known ? batch->second.unit : id.substr(kUnit.size()));
  }
  for (const recount::UnitBallots* some : {&account.in_no_batch, &account.not_first_counted}) {
    units.insert(some->units.begin(), some->units.end());
  }
  std::map<std::string, std::int64_t> votes = totals_of(operation, "");
  const std::int64_t lead = lead_of(operation, votes);
  const std::int64_t ballots = account.exceptional_ballots().value();
  if (units.empty() || lead > 2 * ballots) return {};
  const auto standing = winners_of(operation, votes);
  for (const std::string& id : units) {
    for (const auto& [choice, number] : result_of(operation, id).votes) votes[choice] -= number;
    const auto first = votes_of_all(operation, operation.commitment.units.at(id).votes);
    for (const auto& [choice, number] : first) votes[choice] += number;
  }
  const auto winners = winners_of(operation, votes);
  return recount::exceptions_sentence({lead, ballots, static_cast<std::int64_t>(units.size()),
                                       names_of_choices(operation, winners),
                                       lead_of(operation, votes), winners == standing});
}

std::string readings_alone(const Operation& operation) {
  const auto standing = totals_of(operation, "");
  std::map<std::string, std::int64_t> read[2] = {standing, standing};
  bool any = false;
  for (const auto& [id, batch] : operation.counting.batches) {
    if (batch.is_void || !batch.adjudicated || batch.entries.size() < 2) continue;
    const auto listing = operation.commitment.batches.find(id);
    const bool neither = std::ranges::none_of(batch.entries, [&](const BlindEntry& entry) {
      return entry.revisions.back().same_figures(*batch.adjudicated);
    });
    if (!neither || result_of(operation, listing->second.unit).source != "hand") continue;
    any = true;
    for (std::size_t i = 0; i < 2; ++i) {
      for (const auto& [choice, votes] : batch.adjudicated->votes) read[i][choice] -= votes;
      for (const auto& [choice, votes] : batch.entries[i].revisions.back().votes) {
        read[i][choice] += votes;
      }
    }
  }
  if (!any) return {};
  const auto winners = winners_of(operation, standing);
  const auto first = winners_of(operation, read[0]);
  const auto second = winners_of(operation, read[1]);
  if (first == winners && second == winners) return {};
  const bool both = first == second;
  return fmt::format("{} {}: what was settled on figures of neither decides.",
                     both ? "Both readings name" : "One of the two readings names",
                     names_of_choices(operation, first == winners ? second : first));
}

std::string other_counts(const Operation& operation) {
  const auto standing = totals_of(operation, "");
  auto votes = standing;
  recount::OtherCounts found;
  for (const auto& [id, tapes] : operation.deciding.machine_results) {
    const auto sums = operation.counting.sums.find(id);
    if (sums == operation.counting.sums.end() || !sums->second.is_counted()) continue;
    const UnitResult result = result_of(operation, id);
    const MachineResult& tape = tapes.back();
    if (result.fate != recount::UnitFate::Counted || sums->second.votes == tape.votes) continue;
    const std::int64_t sign = result.source == "hand" ? 1 : -1;
    for (const auto& [choice, number] : tape.votes) votes[choice] += sign * number;
    for (const auto& [choice, number] : sums->second.votes) votes[choice] -= sign * number;
    found.units.insert(id);
  }
  const auto winners = winners_of(operation, votes);
  found.names = names_of_choices(operation, winners);
  found.lead_then = lead_of(operation, votes);
  found.same = winners == winners_of(operation, standing);
  return recount::other_counts_sentence(found);
}

namespace {

void add_explainers(const Operation& operation, const UnitExplanation& said,
                    std::set<std::string>& people) {
  const auto& seconds = operation.people.seconds;
  const auto second = seconds.find(said.position);
  for (const std::string& by :
       {said.author, second == seconds.end() ? said.author : second->second}) {
    const auto account = operation.people.accounts.find(by);
    people.insert(account == operation.people.accounts.end() ? by : account->second.name);
  }
}

// Ballots more or fewer than voters that were given as unexplained, whatever rule they name.
void add_ballots_unexplained(const Operation& operation, const std::string& unit,
                             const std::vector<UnitExplanation>& explanations,
                             recount::UnexplainedFindings& out) {
  for (const UnitExplanation& said : explanations) {
    if (said.ballots == 0 || said.code != "UNEXPLAINED" || !reconcile::is_in_force(said.ruling)) {
      continue;
    }
    out.found.push_back({unit, said.rule, said.about, std::abs(said.ballots)});
    add_explainers(operation, said, out.people);
  }
}

}  // namespace

recount::UnexplainedFindings unexplained_findings(const Operation& operation) {
  recount::UnexplainedFindings out;
  for (const auto& [id, explanations] : operation.reconciling.explanations) {
    const bool any = std::ranges::any_of(
        explanations, [](const auto& said) { return said.code == "UNEXPLAINED"; });
    if (!any || !operation.commitment.units.contains(id)) continue;
    if (result_of(operation, id).fate == recount::UnitFate::Open) continue;
    add_ballots_unexplained(operation, id, explanations, out);
    const UnitReview review = review_unit(operation, id, Sight::All);
    for (const reconcile::Finding& finding : review.findings.found) {
      const std::string rule = reconcile::id_of(finding.rule);
      // As it was closed last; an explanation that was refused closes nothing.
      const UnitExplanation* closing = nullptr;
      for (const UnitExplanation& said : explanations) {
        if (said.rule == rule && said.about == finding.about && said.residual == finding.residual &&
            reconcile::is_in_force(said.ruling)) {
          closing = &said;
        }
      }
      if (closing == nullptr || closing->code != "UNEXPLAINED") continue;
      out.found.push_back({id, rule, finding.about, std::abs(finding.residual)});
      add_explainers(operation, *closing, out.people);
    }
  }
  out.lead = election::VoteCount(lead_of(operation, totals_of(operation, "")));
  return out;
}

}  // namespace recanvass::workflow
