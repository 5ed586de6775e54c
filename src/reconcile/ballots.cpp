#include "reconcile/ballots.h"

#include "base/figures.h"
#include "reconcile/voters_by_parts.h"

#include <fmt/core.h>

#include <array>

namespace recanvass::reconcile {
namespace {

using election::BallotCount;
using election::VoterCount;

enum class Need { Compared, Detail };

// One line of a worksheet sum. A missing line of detail leaves the comparison standing.
struct Term {
  Figure figure;
  int sign = 1;
  Need need = Need::Compared;
};

struct Side {
  std::string name;
  std::vector<Term> terms;
};

struct SideSum {
  std::int64_t sum = 0;
  std::vector<std::string> missing;         // the check cannot be made
  std::vector<std::string> missing_detail;  // the check is made without it
};

SideSum add_up(const UnitFigures& figures, const Side& side) {
  SideSum out;
  BallotCount sum;
  for (const Term& term : side.terms) {
    const std::optional<std::int64_t> value = value_of(figures, term.figure);
    if (value) {
      sum += BallotCount(*value) * term.sign;
      continue;
    }
    auto& list = term.need == Need::Compared ? out.missing : out.missing_detail;
    list.emplace_back(row_of(term.figure).words);
  }
  out.sum = sum.value();
  return out;
}

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

Findings check_sides(const UnitRecord& record, Rule rule, const Side& left, const Side& right) {
  Findings out;
  const SideSum first = add_up(record.figures, left);
  const SideSum second = add_up(record.figures, right);
  std::vector<std::string> missing = first.missing;
  missing.insert(missing.end(), second.missing.begin(), second.missing.end());
  if (!missing.empty()) {
    out.not_checked.push_back({rule, record.unit, "", std::move(missing)});
    return out;
  }
  out.checked.push_back(rule);
  if (first.sum == second.sum) return out;
  Finding finding =
      compare(rule, Severity::Amber, record.unit, {left.name, first.sum}, {right.name, second.sum});
  std::vector<std::string> details = first.missing_detail;
  details.insert(details.end(), second.missing_detail.begin(), second.missing_detail.end());
  if (!details.empty()) finding.words += fmt::format(" (not recorded: {})", listed(details));
  out.found.push_back(std::move(finding));
  return out;
}

Side plain(Figure figure) { return {std::string(row_of(figure).words), {{figure}}}; }

Side issued_and_kept(std::vector<Term> less) {
  Side side{"ballots issued less spoiled and provisional", {{Figure::BallotsIssued}}};
  side.terms.insert(side.terms.end(), less.begin(), less.end());
  return side;
}

Findings check_poll_book(const UnitRecord& record) {
  std::vector<Term> less = {{Figure::BallotsSpoiled, -1, Need::Detail}};
  if (record.provisional_in_poll_book != Inclusion::Included) {
    less.push_back({Figure::ProvisionalIssued, -1, Need::Detail});
  }
  return check_sides(record, Rule::I1, plain(Figure::VotersPollBook), issued_and_kept(less));
}

// The canvass holds what the tape holds, and absentee ballots where those are counted elsewhere.
Findings check_canvass(const UnitRecord& record) {
  Side parts{"ballots on the machine tape", {{Figure::TapeTotal}}};
  if (record.absentee_on_tape == Inclusion::Excluded) {
    parts.name = "ballots on the machine tape and absentee ballots";
    parts.terms.push_back({Figure::AbsenteeCounted});
  }
  if (record.absentee_on_tape == Inclusion::Unknown) {
    Findings out;
    out.not_checked.push_back(
        {Rule::I10, record.unit, "", {"whether the machine tape holds absentee ballots"}});
    return out;
  }
  return check_sides(record, Rule::I10, plain(Figure::CanvassBallots), parts);
}

Findings check_machines(const UnitRecord& record) {
  Findings out;
  if (record.machines.empty()) return out;
  std::vector<std::string> missing;
  BallotCount sum;
  for (const MachineBallots& machine : record.machines) {
    if (machine.ballots) {
      sum += *machine.ballots;
    } else {
      missing.push_back(machine.machine);
    }
  }
  if (!record.figures.canvass_ballots) {
    missing.emplace_back(row_of(Figure::CanvassBallots).words);
  }
  if (!missing.empty()) {
    out.not_checked.push_back({Rule::I10, record.unit, "machines", std::move(missing)});
    return out;
  }
  out.checked.push_back(Rule::I10);
  if (sum != *record.figures.canvass_ballots) {
    out.found.push_back(
        compare(Rule::I10, Severity::Amber, record.unit, {"ballots by machine", sum.value()},
                {"ballots in the canvass", record.figures.canvass_ballots->value()}));
    out.found.back().about = "machines";
  }
  return out;
}

}  // namespace

Findings check_seals(const UnitRecord& record) {
  Findings out;
  if (record.seals.empty()) {
    out.not_checked.push_back({Rule::I11, record.unit, "", {"seals of the containers"}});
    return out;
  }
  for (const Seal& seal : record.seals) {
    Finding finding;
    finding.rule = Rule::I11;
    finding.unit = record.unit;
    finding.about = seal.container;
    const std::string found = seal.found.empty() ? "no number" : seal.found;
    finding.left = {"seal found", 0, found};
    finding.right = {"seal recorded", 0, seal.recorded.empty() ? "no number" : seal.recorded};
    if (seal.condition == SealCondition::NotExamined) {
      out.not_checked.push_back(
          {Rule::I11, record.unit, seal.container, {"condition of the seal"}});
      continue;
    }
    if (seal.condition == SealCondition::Broken) {
      finding.severity = Severity::Red;
      finding.left.instead = "broken";
      finding.words = fmt::format("container {}: the seal is broken", seal.container);
    } else if (seal.recorded.empty()) {
      finding.severity = Severity::Amber;
      finding.words = fmt::format("container {}: no seal number was recorded", seal.container);
    } else if (seal.found != seal.recorded) {
      finding.severity = Severity::Red;
      finding.words = fmt::format("container {}: seal {} was recorded, {} is found", seal.container,
                                  seal.recorded, found);
    } else {
      out.checked.push_back(Rule::I11);
      continue;
    }
    out.checked.push_back(Rule::I11);
    out.found.push_back(std::move(finding));
  }
  return out;
}

Findings check_counters(const UnitRecord& record) {
  Findings out;
  if (record.figures.tape_start) {
    out.checked.push_back(Rule::I12);
    if (*record.figures.tape_start != BallotCount(0)) {
      out.found.push_back(compare(
          Rule::I12, Severity::Red, record.unit,
          {"machine counter at opening", record.figures.tape_start->value()}, {"zero tape", 0}));
    }
  } else {
    out.not_checked.push_back({Rule::I12, record.unit, "", {"machine counter at opening"}});
  }
  const Side moved{"lifetime counter moved by",
                   {{Figure::ProtectiveEnd}, {Figure::ProtectiveStart, -1}}};
  out.append(check_sides(record, Rule::I12, moved, plain(Figure::TapeTotal)));
  return out;
}

Findings check_identities(const UnitRecord& record) {
  Findings out;
  const Term spoiled{Figure::BallotsSpoiled, -1, Need::Detail};
  const Term provisional{Figure::ProvisionalIssued, -1, Need::Detail};
  out.append(check_sides(record, Rule::I2, plain(Figure::BallotsDelivered),
                         {"ballots issued, spoiled and unused",
                          {{Figure::BallotsIssued},
                           {Figure::BallotsSpoiled, 1, Need::Detail},
                           {Figure::BallotsUnused}}}));
  out.append(check_poll_book(record));
  out.append(check_sides(record, Rule::I7, plain(Figure::AbsenteeReturned),
                         {"absentee envelopes accepted, rejected and awaiting cure",
                          {{Figure::AbsenteeAccepted},
                           {Figure::AbsenteeRejected, 1, Need::Detail},
                           {Figure::AbsenteePending, 1, Need::Detail}}}));
  out.append(check_sides(record, Rule::I8,
                         {"ballots that the accepted envelopes give",
                          {{Figure::AbsenteeAccepted},
                           {Figure::AbsenteeEmpty, -1, Need::Detail},
                           {Figure::AbsenteeDouble, 1, Need::Detail}}},
                         plain(Figure::AbsenteeCounted)));
  out.append(check_sides(record, Rule::I9, plain(Figure::ProvisionalIssued),
                         {"provisional ballots counted and rejected",
                          {{Figure::ProvisionalCounted}, {Figure::ProvisionalRejected}}}));
  out.append(check_sides(record, Rule::I3, plain(Figure::BallotsFound),
                         issued_and_kept({spoiled, provisional})));
  out.append(check_sides(record, Rule::I4, plain(Figure::TapeTotal), plain(Figure::BallotsFound)));
  out.append(check_sides(record, Rule::I5, plain(Figure::VvpatBallots), plain(Figure::TapeTotal)));
  out.append(check_canvass(record));
  out.append(check_machines(record));
  return out;
}

Findings check_registration(const UnitRecord& record) {
  Findings out;
  constexpr std::array kBallots = {Figure::BallotsFound, Figure::TapeTotal, Figure::CanvassBallots};
  const bool by_register = record.figures.registered.has_value();
  std::optional<std::int64_t> limit = value_of(record.figures, Figure::Registered);
  std::string limit_name(row_of(Figure::Registered).words);
  if (!by_register) {
    const auto voters = voters_of(record, nullptr);
    if (voters) limit = voters->value();
    limit_name = "voters";
  }
  bool any = false;
  for (const Figure figure : kBallots) {
    const std::optional<std::int64_t> ballots = value_of(record.figures, figure);
    // Paper against voters is R3's question, with its explanations.
    if (!ballots || !limit || (!by_register && figure == Figure::BallotsFound)) continue;
    any = true;
    if (*ballots <= *limit) continue;
    Finding finding = compare(Rule::R2, by_register ? Severity::Red : Severity::Amber, record.unit,
                              {std::string(row_of(figure).words), *ballots}, {limit_name, *limit});
    finding.impossible = by_register;
    out.found.push_back(std::move(finding));
  }
  if (any) {
    out.checked.push_back(Rule::R2);
  } else {
    out.not_checked.push_back({Rule::R2, record.unit, "", {limit ? "ballots" : limit_name}});
  }
  return out;
}

std::optional<VoterCount> voters_of(const UnitRecord& record, std::vector<std::string>* missing) {
  const UnitFigures& figures = record.figures;
  if (figures.voters_total) return figures.voters_total;
  const auto lack = [&](std::string name) {
    if (missing != nullptr) missing->push_back(std::move(name));
    return std::optional<VoterCount>();
  };
  if (!figures.voters_poll_book) return lack("voters");
  VoterCount voters = *figures.voters_poll_book;
  const std::int64_t absentee = value_of(figures, Figure::AbsenteeAccepted).value_or(0);
  const std::int64_t provisional = value_of(figures, Figure::ProvisionalIssued).value_or(0);
  switch (record.absentee_in_poll_book) {
    case Inclusion::Included: break;
    case Inclusion::Excluded:
      if (!figures.absentee_accepted) return lack("absentee envelopes accepted");
      voters += VoterCount(absentee);
      break;
    case Inclusion::Unknown:
      if (absentee > 0) return lack("whether the poll book holds absentee voters");
      break;
  }
  switch (record.provisional_in_poll_book) {
    case Inclusion::Included: voters -= VoterCount(provisional); break;
    case Inclusion::Excluded: break;
    case Inclusion::Unknown:
      if (provisional > 0) return lack("whether the poll book holds provisional voters");
      break;
  }
  return voters;
}

BallotCount ballots_explained(const UnitRecord& record) {
  BallotCount sum;
  for (const Explanation& explanation : record.explanations) {
    if (is_in_force(explanation.ruling)) sum += explanation.ballots;
  }
  return sum;
}

namespace {

// Voters in all beside the lines that they are the sum of: two answers to one question.
void check_voters_stated(const UnitRecord& record, Findings& out) {
  if (!record.figures.voters_total) return;
  const auto of_parts = voters_by_parts(record);
  if (!of_parts || *of_parts == *record.figures.voters_total) return;
  Finding finding = compare(Rule::R3, Severity::Amber, record.unit,
                            {"voters in all", record.figures.voters_total->value()},
                            {"voters by the poll book and envelopes", of_parts->value()});
  finding.about = "voters in all";
  out.found.push_back(std::move(finding));
}

}  // namespace

Findings check_ballots_found(const UnitRecord& record) {
  Findings out;
  check_voters_stated(record, out);
  std::vector<std::string> missing;
  const auto voters = voters_of(record, &missing);
  if (!record.figures.ballots_found) {
    missing.emplace_back(row_of(Figure::BallotsFound).words);
  }
  if (!missing.empty()) {
    out.not_checked.push_back({Rule::R3, record.unit, "", std::move(missing)});
    return out;
  }
  out.checked.push_back(Rule::R3);
  const BallotCount found = *record.figures.ballots_found;
  const BallotCount expected(voters->value());
  const BallotCount explained = ballots_explained(record);
  if (found == expected + explained) {
    if (found != expected) {
      Finding finding = compare(Rule::R3, Severity::Info, record.unit,
                                {"ballots found", found.value()}, {"voters", expected.value()});
      finding.words += "; explained";
      out.found.push_back(std::move(finding));
    }
    return out;
  }
  const std::string name =
      explained == BallotCount(0)
          ? "voters"
          : fmt::format("voters with {} explained", base::grouped(explained.value()));
  out.found.push_back(compare(Rule::R3, Severity::Amber, record.unit,
                              {"ballots found", found.value()},
                              {name, (expected + explained).value()}));
  return out;
}

}  // namespace recanvass::reconcile
