#include "reconcile/policy.h"

#include "base/figures.h"
#include "reconcile/ballots.h"
#include "reconcile/surplus.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recanvass::reconcile {
namespace {

using base::Date;
using election::BallotCount;
using election::DatePrecision;

enum class SealState { Sealed, NumberNotRecorded, NotSealOfRecord, Unknown };

// The worst of the unit's seals. Under the older Michigan law sealed packages inside a container
// stand in for the container's seal.
SealState seal_state(const UnitRecord& record) {
  if (record.seals.empty()) return SealState::Unknown;
  SealState worst = SealState::Sealed;
  const auto fall_to = [&](SealState state) { worst = std::max(worst, state); };
  for (const Seal& seal : record.seals) {
    if (seal.condition == SealCondition::NotExamined) {
      fall_to(SealState::Unknown);
    } else if (seal.condition == SealCondition::Broken) {
      fall_to(SealState::NotSealOfRecord);
    } else if (seal.recorded.empty()) {
      fall_to(SealState::NumberNotRecorded);
    } else if (seal.recorded != seal.found) {
      fall_to(SealState::NotSealOfRecord);
    }
  }
  return worst;
}

bool packages_are_sealed(const UnitRecord& record) {
  return std::ranges::all_of(
      record.seals, [](const Seal& seal) { return seal.packages == PackageCondition::Sealed; });
}

// Michigan compares with ballots issued as the poll book has them.
std::optional<BallotCount> issued_by_poll_book(const UnitRecord& record) {
  if (record.figures.ballots_issued) return record.figures.ballots_issued;
  if (!record.figures.voters_poll_book) return std::nullopt;
  return BallotCount(record.figures.voters_poll_book->value());
}

Consequence decide(const StatePolicy& policy, std::optional<Step> step, std::string words) {
  Consequence out;
  out.step = step;
  out.words = std::move(words);
  out.policy = policy.id;
  out.citation = policy.citation;
  return out;
}

Consequence undecided(const StatePolicy& policy, std::vector<std::string> missing) {
  std::string words = "not decided; not recorded: ";
  for (std::size_t i = 0; i < missing.size(); ++i) words += (i > 0 ? ", " : "") + missing[i];
  Consequence out = decide(policy, std::nullopt, std::move(words));
  out.missing = std::move(missing);
  return out;
}

Consequence unrecountable(const StatePolicy& policy, LiftedBy lifted_by, std::string words) {
  Consequence out = decide(policy, Step::Unrecountable, std::move(words));
  out.words += lifted_by == LiftedBy::SwornExplanation
                   ? "; not recounted without a satisfactory sworn explanation that the ballots "
                     "were kept secure: the original count stands"
                   : "; not recounted without an explanation that satisfies the board: the "
                     "original count stands";
  out.lifted_by = lifted_by;
  return out;
}

std::string apart(BallotCount found, std::string_view other_name, std::int64_t other) {
  return comparison_words({"ballots found", found.value()}, {std::string(other_name), other});
}

// --- Michigan -------------------------------------------------------------------------------

BallotCount accepted_difference(const UnitRecord& record) {
  BallotCount sum;
  for (const Explanation& explanation : record.explanations) {
    if (explanation.ruling == BoardRuling::Accepted) sum += explanation.ballots;
  }
  return sum;
}

// MCL 168.871(1) as amended by 2012 PA 272.  LAW us-mi-balance-2013
Consequence michigan_until_2025(const StatePolicy& policy, const UnitRecord& record) {
  const SealState seal = seal_state(record);
  std::vector<std::string> missing;
  if (seal == SealState::Unknown) missing.emplace_back("condition of the seal");
  if (!record.figures.ballots_found) missing.emplace_back("ballots found in the containers");
  const auto issued = issued_by_poll_book(record);
  if (!issued) missing.emplace_back("ballots issued by the poll book");
  const bool sealed_somehow = seal == SealState::Sealed || packages_are_sealed(record);
  if (seal == SealState::NotSealOfRecord && !sealed_somehow) {
    return unrecountable(policy, LiftedBy::Nothing,
                         "neither the container nor the packages in it are sealed as recorded");
  }
  if (!missing.empty()) return undecided(policy, std::move(missing));
  const BallotCount found = *record.figures.ballots_found;
  const BallotCount difference = found - *issued;
  std::string words = apart(found, "ballots issued by the poll book", issued->value());
  if (difference != BallotCount(0) && accepted_difference(record) != difference) {
    return unrecountable(policy, LiftedBy::AcceptedExplanation, std::move(words));
  }
  if (seal == SealState::NumberNotRecorded && !sealed_somehow) {
    Consequence by_case = decide(policy, Step::Explain,
                                 "the seal's number was not recorded: the board decides the case");
    by_case.lifted_by = LiftedBy::AcceptedExplanation;
    return by_case;
  }
  if (difference != BallotCount(0)) words += "; the board accepted the explanation";
  return decide(policy, Step::Continue, words + ": recount");
}

bool is_explained_under_oath(const UnitRecord& record) {
  return std::ranges::any_of(record.explanations, [](const Explanation& explanation) {
    return explanation.form == ExplanationForm::Sworn &&
           explanation.ruling == BoardRuling::Accepted &&
           explanation.security == SecurityShown::Yes;
  });
}

// MCL 168.871(1)(b)(i) and (ii). No value: no limb holds; what is missing might.
std::optional<std::string> balance_words(const UnitRecord& record, BallotCount found,
                                         std::vector<std::string>& missing) {
  struct Limb {
    std::string_view name;
    std::optional<BallotCount> ballots;
  };
  const auto issued = issued_by_poll_book(record);
  const std::array<Limb, 3> limbs = {{{"ballots issued by the poll book", issued},
                                      {"ballots on the machine tape", record.figures.tape_total},
                                      {"ballots in the canvass", record.figures.canvass_ballots}}};
  for (const Limb& limb : limbs) {
    if (!limb.ballots) {
      missing.emplace_back(limb.name);
    } else if (*limb.ballots == found) {
      return apart(found, limb.name, limb.ballots->value());
    }
  }
  if (!issued) return std::nullopt;
  const BallotCount difference = found - *issued;
  const BallotCount out_by = std::max(difference, -difference);
  if (!record.figures.certified_imbalance) {
    missing.emplace_back("certified out of balance by");
    return std::nullopt;
  }
  const BallotCount certified = *record.figures.certified_imbalance;
  // The canvass was out by this much: it cannot have the ballots found now if these are out by
  // more.
  std::erase(missing, "ballots in the canvass");
  if (certified == BallotCount(0) || out_by > certified) return std::nullopt;
  return fmt::format("certified out of balance by {}, out by {} in the recount",
                     base::grouped(certified.value()), base::grouped(out_by.value()));
}

// MCL 168.871(1) and (2) as amended by 2024 PA 74.  LAW us-mi-balance-2025
Consequence michigan_from_2025(const StatePolicy& policy, const UnitRecord& record) {
  if (is_explained_under_oath(record)) {
    return decide(policy, Step::Continue,
                  "the board found a sworn explanation satisfactory: recount");
  }
  const SealState seal = seal_state(record);
  if (seal == SealState::NotSealOfRecord) {
    return unrecountable(policy, LiftedBy::SwornExplanation,
                         "the container is not sealed as recorded");
  }
  if (seal == SealState::NumberNotRecorded) {
    return unrecountable(policy, LiftedBy::SwornExplanation, "the seal's number was not recorded");
  }
  std::vector<std::string> missing;
  if (seal == SealState::Unknown) missing.emplace_back("condition of the seal");
  if (!record.figures.ballots_found) missing.emplace_back("ballots found in the containers");
  if (!missing.empty()) return undecided(policy, std::move(missing));
  const BallotCount found = *record.figures.ballots_found;
  if (const auto words = balance_words(record, found, missing)) {
    return decide(policy, Step::Continue, *words + ": recount");
  }
  // Any one of the limbs is enough, so a figure that nobody recorded could be it.
  if (!missing.empty()) return undecided(policy, std::move(missing));
  const std::int64_t issued = issued_by_poll_book(record)->value();
  std::string words = apart(found, "ballots issued by the poll book", issued);
  if (record.figures.certified_imbalance) {
    words += fmt::format(", certified out of balance by {}",
                         base::grouped(record.figures.certified_imbalance->value()));
  }
  return unrecountable(policy, LiftedBy::SwornExplanation, std::move(words));
}

// --- Wisconsin ------------------------------------------------------------------------------

std::string seal_note(const UnitRecord& record, const std::string& words) {
  const SealState seal = seal_state(record);
  const bool bad = seal == SealState::NotSealOfRecord || seal == SealState::NumberNotRecorded;
  return bad ? "; " + words : "";
}

// The draw of this excess is on the record, and out.
bool is_drawn_down(const UnitRecord& record, std::int64_t excess) {
  return std::ranges::any_of(record.explanations, [&](const Explanation& explanation) {
    return is_draw(explanation) && explanation.ballots.value() == excess;
  });
}

// "voters", or "voters with 2 explained": ballots of another ward's, say, are not drawn for.
std::string voters_name(std::int64_t explained) {
  return explained == 0 ? "voters"
                        : fmt::format("voters with {} explained", base::grouped(explained));
}

// Wis. Stat. 9.01(1)(b).  LAW us-wi-draw-down
Consequence wisconsin(const StatePolicy& policy, const UnitRecord& record) {
  std::vector<std::string> missing;
  const auto voters = voters_of(record, &missing);
  if (!record.figures.ballots_found) missing.emplace_back("ballots found in the containers");
  if (!missing.empty()) return undecided(policy, std::move(missing));
  const UnitFigures& figures = record.figures;
  const std::int64_t excess = *ballots_in_excess(record);
  const std::int64_t more = figures.ballots_found->value() - voters->value();
  const std::int64_t explained = more - excess;
  DrawDownFigures input;
  // Ballots are removed only while they exceed the voters, whatever is said to be missing.
  input.voters = more > 0 || excess < 0 ? *voters + election::VoterCount(explained)
                                        : election::VoterCount(figures.ballots_found->value());
  input.ballots = *figures.ballots_found;
  input.defective = figures.envelopes_defective.value_or(election::EnvelopeCount(0));
  input.absentee = figures.absentee_ballots_found;
  input.blank = figures.ballots_blank.value_or(BallotCount(0));
  input.without_initials = figures.ballots_without_initials.value_or(BallotCount(0));
  const auto plan = plan_draw_down(input);
  if (!plan) {
    return decide(
        policy, std::nullopt,
        "not decided; the figures contradict each other: " + base::sentences(plan.problems()));
  }
  Consequence out = decide(policy, Step::Continue,
                           apart(input.ballots, voters_name(explained),
                                 voters->value() + explained - input.defective.value()));
  if (!figures.envelopes_defective) missing.emplace_back("defective absentee envelopes");
  if (is_drawn_down(record, excess)) {
    out.words += "; drawn down";
  } else if (plan->removed > BallotCount(0)) {
    out.step = Step::DrawDown;
    out.draw_down = plan->removed;
    out.removals = plan->removals;
    for (const Removal& removal : plan->removals) {
      out.words += fmt::format("; remove {}", words_of(removal));
    }
    if (!figures.ballots_blank) missing.emplace_back("blank ballots");
    if (!figures.ballots_without_initials) missing.emplace_back("ballots without initials");
  } else if (excess != 0) {
    out.step = Step::Explain;
    out.words += "; nothing is removed, the minutes explain the difference";
  } else if (explained != 0) {
    out.words += "; explained in the minutes";
  }
  out.words += seal_note(record, policy.on_seal);
  out.missing = std::move(missing);
  return out;
}

// --- States that look into a difference, or want it explained ---------------------------------

Consequence look_into(const StatePolicy& policy, const UnitRecord& record, Step on_difference,
                      Step on_seal) {
  std::vector<std::string> missing;
  const auto voters = voters_of(record, &missing);
  if (!record.figures.ballots_found) missing.emplace_back("ballots found in the containers");
  if (!missing.empty()) return undecided(policy, std::move(missing));
  const BallotCount found = *record.figures.ballots_found;
  std::string words = apart(found, "voters", voters->value());
  if (found != BallotCount(voters->value()) + ballots_explained(record)) {
    return decide(policy, on_difference,
                  words + "; " + policy.on_difference + seal_note(record, policy.on_seal));
  }
  if (const std::string note = seal_note(record, policy.on_seal); !note.empty()) {
    return decide(policy, on_seal, words + note);
  }
  return decide(policy, Step::Continue, std::move(words));
}

}  // namespace

namespace {

using law::Confidence;

StatePolicy florida() {
  StatePolicy policy;
  policy.id = "us-fl-2008";
  policy.state = {"us-fl"};
  policy.from = Date::of(2008, 1, 1);
  policy.from_precision = DatePrecision::NotAfter;
  policy.procedure = Procedure::ExplainDifference;
  policy.citation = "Fla. Stat. 102.141, 102.166; Rule 1S-2.031";
  policy.source = "summary of the statute and rule; the rule's text was not read";
  policy.confidence = Confidence::Medium;
  policy.on_difference = "explain the difference and count what is there";
  policy.on_seal = "explain the seal";
  return policy;
}

StatePolicy michigan_2013() {
  StatePolicy policy;
  policy.id = "us-mi-2013";
  policy.state = {"us-mi"};
  policy.from = Date::of(2013, 1, 1);
  policy.from_precision = DatePrecision::NotAfter;
  policy.until = Date::of(2025, 4, 1);
  policy.procedure = Procedure::MichiganUntil2025;
  policy.citation = "MCL 168.871(1) (2012 PA 272)";
  policy.source =
      "statute text as mirrored by laws9.com; practice of 2016 as reported by the Detroit Free "
      "Press, 9 December 2016";
  policy.confidence = Confidence::High;
  return policy;
}

StatePolicy michigan_2025() {
  StatePolicy policy;
  policy.id = "us-mi-2025";
  policy.state = {"us-mi"};
  policy.from = Date::of(2025, 4, 2);
  policy.procedure = Procedure::MichiganFrom2025;
  policy.citation = "MCL 168.871(1), (2) (2024 PA 74)";
  policy.source = "statute text at casetext.com and findlaw.com";
  policy.confidence = Confidence::High;
  return policy;
}

StatePolicy new_york() {
  StatePolicy policy;
  policy.id = "us-ny-2016";
  policy.state = {"us-ny"};
  policy.from = Date::of(2016, 11, 8);
  policy.from_precision = DatePrecision::NotAfter;
  policy.procedure = Procedure::InvestigateDifference;
  policy.citation = "N.Y. Elec. Law 9-208, 9-116(2)";
  policy.source = "summary of the statute; its text was not read";
  policy.confidence = Confidence::Medium;
  policy.on_difference = "all ballots of the district are examined";
  policy.on_seal = "a court may have to rule on the seal";
  return policy;
}

StatePolicy pennsylvania() {
  StatePolicy policy;
  policy.id = "us-pa-2004";
  policy.state = {"us-pa"};
  policy.from = Date::of(2004, 10, 8);
  policy.from_precision = DatePrecision::NotAfter;
  policy.procedure = Procedure::InvestigateDifference;
  policy.citation = "25 P.S. 3154(b) to (f)";
  policy.source = "summary of the statute; its text was not read";
  policy.confidence = Confidence::Medium;
  policy.on_difference =
      "the board investigates, may summon the district's officers and recount, and may leave the "
      "return out until the difference is explained";
  policy.on_seal = "a court may consider the seal";
  return policy;
}

StatePolicy wisconsin_2001() {
  StatePolicy policy;
  policy.id = "us-wi-2001";
  policy.state = {"us-wi"};
  policy.from = Date::of(2002, 12, 31);
  policy.from_precision = DatePrecision::NotAfter;
  policy.procedure = Procedure::WisconsinDrawDown;
  policy.citation = "Wis. Stat. 9.01(1)(b)1 to 5";
  policy.source = "statute text of 2001-02 and as it stands, docs.legis.wisconsin.gov";
  policy.confidence = Confidence::High;
  policy.on_seal = "the seal is noted in the minutes, and the board goes on";
  return policy;
}

}  // namespace

std::vector<StatePolicy> state_policies() {
  return {florida(),  michigan_2013(), michigan_2025(),
          new_york(), pennsylvania(),  wisconsin_2001()};
}

std::optional<StatePolicy> policy_for(const election::JurisdictionId& state, base::Date day) {
  for (const StatePolicy& policy : state_policies()) {
    if (policy.state != state || day < policy.from) continue;
    if (policy.until && day > *policy.until) continue;
    return policy;
  }
  return std::nullopt;
}

std::optional<StatePolicy> policy_named(const std::string& name) {
  for (const StatePolicy& policy : state_policies()) {
    if (policy.id == name) return policy;
  }
  const std::size_t dash = name.rfind('-');
  if (dash == std::string::npos) return std::nullopt;
  const auto day = Date::parse(name.substr(dash + 1) + "-12-31");
  if (!day) return std::nullopt;
  return policy_for({name.substr(0, dash)}, *day);
}

std::string why_not_policy(const std::string& name, const std::string& state) {
  const auto named = policy_named(name);
  if (named && named->state.text == state) return {};
  std::vector<std::string> ids;
  for (const StatePolicy& policy : state_policies()) {
    if (policy.state.text == state) ids.push_back(policy.id);
  }
  if (!ids.empty()) {
    return fmt::format("a policy of {}: {}, or {} and a year in which it held, such as {}-{}",
                       state, fmt::join(ids, ", "), state, state, ids.back().substr(6));
  }
  const std::string year = name.size() == 10 && name.starts_with(state + "-") ? name.substr(6) : "";
  const bool is_year =
      year.find_first_not_of("0123456789") == std::string::npos && year >= "1900" && year <= "2100";
  return is_year ? "" : fmt::format("{} and a year, such as {}-2020", state, state);
}

Consequence consequence_of(const StatePolicy& policy, const UnitRecord& record) {
  switch (policy.procedure) {
    case Procedure::WisconsinDrawDown: return wisconsin(policy, record);
    case Procedure::MichiganUntil2025: return michigan_until_2025(policy, record);
    case Procedure::MichiganFrom2025: return michigan_from_2025(policy, record);
    case Procedure::InvestigateDifference:
      return look_into(policy, record, Step::Investigate, Step::Court);
    case Procedure::ExplainDifference:
      return look_into(policy, record, Step::Explain, Step::Explain);
  }
  RECANVASS_CHECK(false);
  return {};
}

UnrecountableVotes votes_in_unrecountable_units(std::span<const UnitRecord> records,
                                                std::span<const Consequence> consequences,
                                                const election::ContestId& contest) {
  RECANVASS_CHECK(records.size() == consequences.size());
  UnrecountableVotes out;
  std::vector<SumPart> votes;
  std::vector<SumPart> ballots;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!consequences[i].step) ++out.undecided_units;
    if (consequences[i].step != Step::Unrecountable) continue;
    ++out.units;
    const UnitRecord& record = records[i];
    SumPart part{record.unit, std::nullopt};
    for (const ContestFigures& figures : record.contests) {
      if (figures.contest != contest) continue;
      election::VoteCount sum;
      bool complete = true;
      for (const ChoiceFigure& figure : figures.choices) {
        complete = complete && figure.votes.has_value();
        sum += figure.votes.value_or(election::VoteCount(0));
      }
      if (complete) part.value = sum.value();
    }
    votes.push_back(std::move(part));
    ballots.push_back({record.unit, value_of(record.figures, Figure::CanvassBallots)});
  }
  out.votes = add_parts(votes);
  out.ballots = add_parts(ballots);
  return out;
}

std::string against_margin(const UnrecountableVotes& votes, election::VoteCount reported_margin) {
  std::string words = fmt::format(
      "{} that cannot be recounted {} {} votes; the reported margin is {}",
      base::counted(votes.units, "unit", "units"), votes.units == 1 ? "holds" : "hold",
      votes.votes.words("unit", "units"), base::counted(reported_margin.value(), "vote", "votes"));
  if (votes.undecided_units > 0) {
    words += fmt::format("; {} not decided",
                         base::counted(votes.undecided_units, "unit is", "units are"));
  }
  return words;
}

std::string words_of(Step step) {
  switch (step) {
    case Step::Continue: return "continue";
    case Step::Explain: return "explain";
    case Step::DrawDown: return "draw down";
    case Step::Unrecountable: return "not recountable";
    case Step::Investigate: return "investigate";
    case Step::Court: return "court";
  }
  RECANVASS_CHECK(false);
  return {};
}

}  // namespace recanvass::reconcile
