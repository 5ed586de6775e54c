#include "workflow/reverify_ranked.h"

#include "audit/raire.h"
#include "audit/raire_trim.h"
#include "audit/super_simple.h"
#include "base/figures.h"
#include "tabulate/irv.h"
#include "workflow/reverify_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace recanvass::workflow {
namespace {

using audit::ChoiceIndex;
using audit::FigureChecks;
using audit::OrderAssertion;
using audit::OrderAssertions;
using election::Mark;
using election::MarkingState;
using formats::RankedAssertion;
using formats::RankedAssertionFile;
using formats::RankedAudit;
using formats::RankedReading;

// Choices of one audit by their ids, in the order in which a set of assertions needs them.
class ChoiceIds {
 public:
  explicit ChoiceIds(const RankedAudit& audit) {
    add(audit.winner);
    for (const std::string& id : audit.eliminated) add(id);
    for (const RankedAssertion& assertion : audit.assertions) {
      add(assertion.winner);
      add(assertion.loser);
      for (const std::string& id : assertion.eliminated) add(id);
    }
  }
  void add(const std::string& id) {
    if (!id.empty() && !index_.contains(id)) {
      index_[id] = static_cast<ChoiceIndex>(ids_.size());
      ids_.push_back(id);
    }
  }
  [[nodiscard]] std::optional<ChoiceIndex> find(const std::string& id) const {
    const auto found = index_.find(id);
    return found == index_.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] const std::vector<std::string>& ids() const { return ids_; }

 private:
  std::vector<std::string> ids_;
  std::map<std::string, ChoiceIndex> index_;
};

OrderAssertions order_assertions(const RankedAudit& audit, const ChoiceIds& choices) {
  OrderAssertions list;
  for (const RankedAssertion& one : audit.assertions) {
    OrderAssertion assertion;
    assertion.pair = {*choices.find(one.winner), *choices.find(one.loser)};
    if (!one.never_before) {
      assertion.kind = OrderAssertion::Kind::NotNext;
      for (const std::string& id : choices.ids()) {
        const bool out =
            std::find(one.eliminated.begin(), one.eliminated.end(), id) != one.eliminated.end();
        if (!out) assertion.standing.push_back(*choices.find(id));
      }
    }
    list.push_back(std::move(assertion));
  }
  return list;
}

// Ids of cards are compared with their parts joined in one way.
std::string card_key(std::string id) {
  std::replace(id.begin(), id.end(), '_', '-');
  return id;
}

// What the cards of one list of readings show.
struct ReadSample {
  std::int64_t read = 0;
  std::int64_t unlike = 0;  // whose order is not the record's
  double worst = 0.0;       // risk over all assertions
  std::string worst_words;
};

class RankedCheck {
 public:
  explicit RankedCheck(const RankedFiles& files) : files_(files) {
    if (!files.cards) return;
    const auto& store = files.cards->store;
    for (std::int64_t n = 0; n < store.cards().value(); ++n) {
      const auto place = store.place_of(static_cast<std::uint64_t>(n));
      const std::string imprint = store.imprinted_id(place);
      places_.emplace(card_key(imprint.empty() ? store.record_id(place) : imprint), place);
    }
  }

  audit::PublishedAudit run() {
    for (const RankedAssertionFile& file : files_.assertions) check_file(file);
    audit::PublishedAudit audit;
    audit.title = "Audit of ranked contests";
    audit.kind = "assertions of RAIRE, records and hand readings of cards";
    audit.summary = std::move(summary_);
    audit.checks = checks_.take();
    audit.remarks = std::move(remarks_);
    return audit;
  }

 private:
  [[nodiscard]] std::string name_of(const std::string& id) const {
    const auto found = files_.names.find(id);
    return found == files_.names.end() ? id : found->second;
  }

  std::string words_of(const RankedAssertion& one) const {
    if (one.never_before) {
      return fmt::format("{} cannot go out before {}", name_of(one.winner), name_of(one.loser));
    }
    std::vector<std::string> out;
    for (const std::string& id : one.eliminated) out.push_back(name_of(id));
    return out.empty() ? fmt::format("{} beats {} with all still in", name_of(one.winner),
                                     name_of(one.loser))
                       : fmt::format("{} beats {} once {} are out", name_of(one.winner),
                                     name_of(one.loser), some_of(out, 9));
  }

  void check_file(const RankedAssertionFile& file) {
    std::int64_t most = 0;
    bool all_known = true;
    for (const RankedAudit& audit : file.audits) {
      checks_.about(fmt::format("{}, contest {}", file.file, audit.contest), file.file);
      check_proof(audit);
      const auto contest = contest_of(audit);
      if (!contest) {
        all_known = false;
        const char* const why = "the records of this contest are not among the files";
        checks_.not_checked("winner", name_of(audit.winner), why);
        if (audit.expected_polls) {
          checks_.not_checked("cards expected", std::to_string(*audit.expected_polls), why);
        }
        continue;
      }
      check_contest(file, audit, *contest);
      most = std::max(most, audit.expected_polls.value_or(0));
    }
    checks_.about(file.file, file.file);
    if (all_known && file.expected_polls) {
      checks_.whole("cards expected for all contests", *file.expected_polls, most);
    }
  }

  // Needs no ballots: whether every order that ends with somebody else contradicts an assertion.
  void check_proof(const RankedAudit& audit) {
    const ChoiceIds choices(audit);
    const auto winner = choices.find(audit.winner);
    if (!winner || choices.ids().size() > audit::ChoiceSet::kChoicesMax) {
      return checks_.not_checked("assertions prove the winner", "", "no winner, or too many names");
    }
    const auto order =
        audit::order_not_excluded(choices.ids().size(), *winner, order_assertions(audit, choices));
    if (!order) {
      return checks_.not_checked("assertions prove the winner", "yes", "too many orders to try");
    }
    if (order->empty()) return checks_.truth("assertions prove the winner", true, true);
    checks_.differs("assertions prove the winner", "yes", "no",
                    fmt::format("{} could still win", name_of(choices.ids()[order->back()])));
  }

  // The contest among the records, when it has every choice of the assertions.
  std::optional<std::uint32_t> contest_of(const RankedAudit& audit) const {
    if (!files_.cards) return std::nullopt;
    const auto& contests = files_.cards->store.contests();
    for (std::uint32_t i = 0; i < contests.size(); ++i) {
      if (contests[i].id.text != audit.contest && contests[i].name != audit.contest) continue;
      const ChoiceIds choices(audit);
      const bool all = std::all_of(
          choices.ids().begin(), choices.ids().end(),
          [&](const std::string& id) { return choice_of(contests[i], id).has_value(); });
      if (all) return i;
    }
    return std::nullopt;
  }

  static std::optional<ChoiceIndex> choice_of(const election::CardContest& contest,
                                              const std::string& id) {
    for (std::size_t i = 0; i < contest.choices.size(); ++i) {
      if (contest.choices[i].id.text == id || contest.choices[i].name == id) {
        return static_cast<ChoiceIndex>(i);
      }
    }
    return std::nullopt;
  }

  audit::Assorter assorter_of(const election::CardContest& contest, const RankedAssertion& one) {
    const audit::ChoicePair pair{*choice_of(contest, one.winner), *choice_of(contest, one.loser)};
    if (one.never_before) return {contest, audit::NeverBeforeClaim{pair, reading_}};
    audit::NotNextClaim claim{pair, {}, reading_};
    for (std::size_t i = 0; i < contest.choices.size(); ++i) {
      const bool out = std::any_of(
          one.eliminated.begin(), one.eliminated.end(),
          [&](const std::string& id) { return choice_of(contest, id) == ChoiceIndex(i); });
      if (!out) claim.standing.push_back(static_cast<ChoiceIndex>(i));
    }
    return {contest, claim};
  }

  void check_contest(const RankedAssertionFile& file, const RankedAudit& audit,
                     std::uint32_t contest) {
    const auto& store = files_.cards->store;
    const auto profile = tabulate::profile_of(store, contest);
    const std::int64_t cards = profile.cards().value();
    if (file.ballots && file.audits.size() == 1) {
      checks_.whole("cards with the contest", *file.ballots, cards);
    }
    check_winner(audit, profile);
    std::int64_t least = cards;
    std::vector<ReadSample> samples(files_.readings.size());
    for (const RankedAssertion& one : audit.assertions) {
      const audit::Assorter assorter = assorter_of(profile.contest(), one);
      const std::int64_t lead = lead_of(assorter, profile);
      checks_.about(fmt::format("{}, contest {}: {}", file.file, audit.contest, words_of(one)),
                    file.file);
      checks_.truth("assertion holds on the records", true, lead > 0);
      least = std::min(least, lead);
      for (std::size_t i = 0; i < samples.size(); ++i) {
        add_assertion(samples[i], files_.readings[i], assorter, {cards, lead}, contest,
                      words_of(one));
      }
    }
    checks_.about(fmt::format("{}, contest {}", file.file, audit.contest), file.file);
    check_polls(file, audit, least, cards);
    summary_.push_back(fmt::format(
        "{}, contest {}: {} assertions over {} cards; the closest has a lead of {}.", file.file,
        audit.contest, audit.assertions.size(), base::grouped(cards), base::grouped(least)));
    for (std::size_t i = 0; i < samples.size(); ++i) {
      summarise(file, files_.readings[i].file, samples[i]);
    }
  }

  void check_winner(const RankedAudit& audit, const tabulate::Profile& profile) {
    tabulate::IrvRules rules;
    rules.finish = tabulate::Finish::TwoLeft;
    const auto counted = tabulate::count_irv(profile, rules);
    if (!counted.winner) {
      return checks_.not_checked("winner", name_of(audit.winner), "a tie that only a lot decides");
    }
    const auto id = [&](ChoiceIndex choice) { return profile.contest().choices[choice].id.text; };
    checks_.text("winner", name_of(audit.winner), name_of(id(*counted.winner)));
    std::vector<std::string> out;
    for (const auto& round : counted.rounds) {
      for (const ChoiceIndex choice : round.eliminated) out.push_back(name_of(id(choice)));
    }
    std::vector<std::string> published;
    for (const std::string& one : audit.eliminated) published.push_back(name_of(one));
    // The last one out may be told as beaten rather than eliminated.
    if (out.size() + 1 == published.size()) out.push_back(published.back());
    if (!published.empty()) {
      checks_.text("order of elimination", some_of(published, 99), some_of(out, 99));
    }
  }

  void check_polls(const RankedAssertionFile& file, const RankedAudit& audit, std::int64_t least,
                   std::int64_t cards) {
    if (!audit.expected_polls) return;
    const std::string published = std::to_string(*audit.expected_polls);
    if (!file.plain) {
      return checks_.not_checked("cards expected", published,
                                 "it rests on expected errors, by a formula that is not printed");
    }
    if (least <= 0) return;
    // One over the least diluted margin: a measure of effort, not the sample that a limit needs.
    checks_.whole("cards expected", *audit.expected_polls, (cards + least - 1) / least);
  }

  void summarise(const RankedAssertionFile& file, const std::string& readings,
                 const ReadSample& sample) {
    double limit = 0.0;
    std::from_chars(file.risk_limit.data(), file.risk_limit.data() + file.risk_limit.size(), limit);
    summary_.push_back(fmt::format(
        "{}: {} hand readings, {} of them unlike the record. By super-simple they leave a risk of "
        "{:.4f}{}, for the assertion that {}.",
        readings, base::grouped(sample.read), base::grouped(sample.unlike), sample.worst,
        limit > 0.0 ? fmt::format(", {} the risk limit of {:g}",
                                  sample.worst <= limit ? "which meets" : "above", limit)
                    : std::string(),
        sample.worst_words));
  }

  // A reading as a marking; ranks of names that are no choice are left out.
  std::vector<Mark> marks_of(const RankedReading& reading, const election::CardContest& contest,
                             const std::string& id) const {
    std::vector<Mark> marks;
    const auto ranks = reading.ranks.find(id);
    if (ranks == reading.ranks.end()) return marks;
    for (const auto& [choice, rank] : ranks->second) {
      const auto index = choice_of(contest, choice);
      if (index) marks.push_back({*index, static_cast<std::uint16_t>(rank), 1});
    }
    std::sort(marks.begin(), marks.end(), [](const Mark& left, const Mark& right) {
      return std::pair(left.rank, left.choice) < std::pair(right.rank, right.choice);
    });
    return marks;
  }

  // In units of half a vote above one half: the winner's votes less the loser's.
  static std::int64_t lead_of(const audit::Assorter& assorter, const tabulate::Profile& profile) {
    const base::Wide half = base::Wide{profile.cards().value()} * assorter.half_numerator();
    return static_cast<std::int64_t>(audit::numerator_sum(assorter, profile) - half);
  }

  void add_assertion(ReadSample& sample, const formats::RankedReadingFile& list,
                     const audit::Assorter& assorter, const audit::SuperSimple& of,
                     std::uint32_t contest, const std::string& words) {
    audit::Discrepancies found;
    sample.read = static_cast<std::int64_t>(list.readings.size());
    sample.unlike = 0;
    for (const RankedReading& reading : list.readings) {
      const std::int64_t over = overstatement_of(reading, assorter, contest, sample);
      if (over == 2) ++found.two_over;
      if (over == 1) ++found.one_over;
      if (over == -1) ++found.one_under;
      if (over == -2) ++found.two_under;
    }
    const double risk = of.margin_votes > 0 && sample.read > 0
                            ? audit::super_simple_risk(of, sample.read, found)
                            : 1.0;
    if (risk < sample.worst) return;
    sample.worst = risk;
    sample.worst_words = words;
  }

  std::int64_t overstatement_of(const RankedReading& reading, const audit::Assorter& assorter,
                                std::uint32_t contest, ReadSample& sample) const {
    const auto place = places_.find(card_key(reading.card));
    const auto& described = assorter.contest();
    const auto marks = marks_of(reading, described, described.id.text);
    const election::MarkingView paper{marks.empty() ? MarkingState::Blank : MarkingState::Marked,
                                      marks};
    if (place == places_.end()) {
      ++sample.unlike;
      return 2;  // a card without a record
    }
    const auto said = files_.cards->store.marking(place->second, contest);
    const bool same = said && audit::order_of(*said, reading_) == audit::order_of(paper, reading_);
    sample.unlike += same ? 0 : 1;
    const std::int64_t record = said ? assorter.numerator(*said) : assorter.numerator_without();
    return record - assorter.numerator(paper);
  }

  const RankedFiles& files_;
  tabulate::RankReading reading_;
  std::map<std::string, election::CardPlace> places_;
  FigureChecks checks_;
  std::vector<std::string> summary_;
  std::vector<std::string> remarks_;
};

}  // namespace

audit::PublishedAudit reverify_ranked(const RankedFiles& files) { return RankedCheck(files).run(); }

}  // namespace recanvass::workflow
