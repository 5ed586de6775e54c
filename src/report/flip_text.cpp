#include "report/flip_text.h"

#include "base/figures.h"
#include "report/chance_words.h"
#include "report/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::report {
namespace {

using outlook::FlipOutlook;
using outlook::UnitOutlook;

constexpr int kFlipLabelWidth = 15;
constexpr std::size_t kSetsShown = 5;
constexpr std::size_t kUnitsShown = 12;

std::string name_of_choice(const FlipOutlook& answer, const election::ChoiceId& id) {
  const election::Choice* choice = answer.contest.find(id);
  if (choice != nullptr) return choice->name;
  for (const election::CastPerson& person : answer.cast_persons) {
    if (person.id == id.text) return person.name;
  }
  return id.text;
}

std::string name_of_unit(const FlipOutlook& answer, const election::JurisdictionId& id) {
  const auto found = answer.names.find(id);
  return found == answer.names.end() ? id.text : found->second;
}

std::string marks_of(const outlook::ElectoralUnit& unit) {
  std::string marks;
  if (unit.press) marks += " p";
  if (unit.rounded_to) marks += " ~";
  if (!unit.verified) marks += " ?";
  return marks;
}

// "trump–clinton", the head of a column of scores.
std::string score_head(const outlook::College& college) {
  return fmt::format("{}–{}", college.winner ? college.winner->text : "",
                     college.challenger ? college.challenger->text : "");
}

// "306–232" for the winner and the challenger.
std::string score(const outlook::College& college,
                  const std::vector<outlook::ChoiceElectors>& held) {
  const auto of = [&](const std::optional<election::ChoiceId>& choice) {
    for (const outlook::ChoiceElectors& one : held) {
      if (choice && one.choice == *choice) return one.electors.value();
    }
    return std::int64_t{0};
  };
  return fmt::format("{}–{}", of(college.winner), of(college.challenger));
}

std::string electors_words(const FlipOutlook& answer,
                           const std::vector<outlook::ChoiceElectors>& held) {
  std::vector<std::string> words;
  for (const outlook::ChoiceElectors& one : held) {
    words.push_back(fmt::format("{} {}", name_of_choice(answer, one.choice), one.electors.value()));
  }
  return listed(words);
}

std::string units_words(const FlipOutlook& answer, const outlook::FlipSet& set) {
  std::vector<std::string> names;
  for (const election::JurisdictionId& id : set.units) names.push_back(name_of_unit(answer, id));
  return listed(names);
}

// What the set's figures are, at their weakest: "rounded by the press, unconfirmed", "certified".
std::string figures_words(const FlipOutlook& answer, const outlook::FlipSet& set) {
  bool rounded = false;
  bool press = false;
  bool unconfirmed = false;
  bool certified = true;
  for (const UnitOutlook& one : answer.units) {
    const outlook::ElectoralUnit& unit = one.unit;
    if (std::find(set.units.begin(), set.units.end(), unit.id) == set.units.end()) continue;
    rounded = rounded || unit.rounded_to;
    press = press || unit.press;
    unconfirmed = unconfirmed || !unit.verified;
    certified = certified && unit.status == election::LegalStatus::Certified;
  }
  std::vector<std::string> words;
  if (rounded) words.emplace_back(press ? "rounded by the press" : "rounded");
  if (press && !rounded) words.emplace_back("press");
  if (unconfirmed) words.emplace_back("unconfirmed");
  if (words.empty()) words.emplace_back(certified ? "certified" : "not certified");
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string set_cost(const outlook::FlipSet& set) {
  return fmt::format("{} votes of margin; {} would have to switch",
                     base::grouped(set.margin_votes.value()), base::grouped(set.switched.value()));
}

// The chance of the whole in one line: named copulas, and the bound for these chances.
std::string joint_words(const outlook::JointAnswer& joint) {
  if (joint.alone && !joint.rows.empty()) return chance_words(joint.rows.front().challenger_wins);
  // One shift for all is the copula's far end, and a row of the table below like the others.
  double least = joint.together;
  double most = joint.together;
  for (const outlook::JointRow& row : joint.rows) {
    if (outlook::is_floor(row)) continue;
    least = std::min(least, row.challenger_wins);
    most = std::max(most, row.challenger_wins);
  }
  const std::string bound = "given these chances, " + at_most_words(joint.challenger_wins.upper);
  const std::string low = chance_words(least);
  const std::string high = chance_words(most);
  const std::string range = low == high ? low : low + " to " + high;
  return fmt::format("{}, by how much states err alike; {}", range, bound);
}

// Who takes no part in the joint chance, and which of them the cheapest set needs.
std::string left_out_words(const FlipOutlook& answer) {
  const outlook::JointAnswer& joint = *answer.joint;
  if (joint.left_out.empty()) return {};
  std::string words =
      fmt::format("{} led by more than any lead that was recounted; no part of it.",
                  counted(static_cast<std::int64_t>(joint.left_out.size()), "unit"));
  std::vector<std::string> named;
  for (const election::JurisdictionId& id : joint.cheapest_set) {
    const bool out =
        std::find(joint.left_out.begin(), joint.left_out.end(), id) != joint.left_out.end();
    if (out) named.push_back(name_of_unit(answer, id));
  }
  if (!named.empty()) words += fmt::format(" Of the cheapest set: {}.", listed(named));
  return words;
}

// The first few by name, the others as a number: "Wisconsin, Michigan and 4 more".
std::string first_named(const FlipOutlook& answer,
                        const std::vector<election::JurisdictionId>& units) {
  constexpr std::size_t kNamed = 6;
  std::vector<std::string> names;
  for (const election::JurisdictionId& id : units) {
    if (names.size() < kNamed) names.push_back(name_of_unit(answer, id));
  }
  if (units.size() > kNamed) names.push_back(fmt::format("{} more", units.size() - kNamed));
  return listed(names);
}

// "Wisconsin and Pennsylvania, 30 electors: tied, or nobody is known to lead."
std::string undecided_words(const FlipOutlook& answer) {
  const outlook::College& college = *answer.college;
  return fmt::format("{}, {}: tied, or nobody is known to lead",
                     first_named(answer, college.undecided),
                     counted(college.undecided_electors.value(), "elector"));
}

// The electors' votes are what they were, whoever is asked to appoint nobody.
std::string cast_words(const FlipOutlook& answer) {
  const outlook::College& college = *answer.college;
  std::string words = electors_words(answer, college.cast);
  if (college.appoints_none.empty()) return words;
  std::vector<std::string> names;
  for (const election::JurisdictionId& id : college.appoints_none) {
    names.push_back(name_of_unit(answer, id));
  }
  return words + fmt::format("; as they voted, with those of {}", listed(names));
}

std::string college_screen(const FlipOutlook& answer, const Screen& screen) {
  const outlook::College& college = *answer.college;
  const auto line = [&](std::string_view label, const std::string& text, Tone tone = Tone::Plain) {
    return labelled(label, text, kFlipLabelWidth, screen, tone);
  };
  std::string out = line(
      "Pledged",
      fmt::format("{}; {} of {} needed", electors_words(answer, college.pledged),
                  college.needed.value(),
                  (college.majority_of == outlook::MajorityOf::All ? college.electors_all
                                                                   : college.electors_appointed)
                      .value()));
  if (!college.covers_country) {
    out += line("Note",
                fmt::format("The package holds {} of the country's {} electors. What follows is "
                            "about those alone and says nothing of the country's outcome.",
                            college.electors_all.value(), outlook::kCountryElectors.value()),
                Tone::Notice);
  }
  if (!college.undecided.empty()) {
    out += line("Undecided", undecided_words(answer), Tone::Notice);
  }
  if (!college.cast.empty()) out += line("As cast", cast_words(answer));
  if (!college.refusal.empty()) return out + line("Can it flip?", college.refusal, Tone::Notice);
  if (!college.resolutions.empty()) {
    out += line("",
                "The sets below count these for whoever suits the winner, so that each is "
                "enough whatever they do.");
  }
  if (college.outright.sets.empty()) {
    out += line("Can it flip?",
                "No choice of units with known figures gives the challenger a majority.");
  } else {
    const outlook::FlipSet& cheapest = college.outright.sets.front();
    out += line("To flip it",
                fmt::format("{}{}: {}", units_words(answer, cheapest),
                            cheapest.units.size() > 1 ? " together" : "",
                            electors_words(answer, cheapest.after)),
                Tone::Strong);
    out += line("", cheapest.approximate ? fmt::format("{} (figures: {})", set_cost(cheapest),
                                                       figures_words(answer, cheapest))
                                         : set_cost(cheapest));
  }
  if (!college.unknown_margin.empty()) {
    const auto unknown = static_cast<std::int64_t>(college.unknown_margin.size());
    out += line("Not known",
                fmt::format("the difference in {}, so sets that need {} are not found here",
                            counted(unknown, "unit"), unknown == 1 ? "it" : "them"));
  }
  if (answer.joint) {
    out += line("By accident", joint_words(*answer.joint));
    const std::string left_out = left_out_words(answer);
    if (!left_out.empty()) out += line("", left_out, Tone::Faint);
  }
  if (!answer.joint_refusal.empty()) out += line("By accident", answer.joint_refusal);
  return out;
}

// Units worth a line: those in focus, else the tightest.
std::vector<const UnitOutlook*> units_shown(const FlipOutlook& answer) {
  std::vector<const UnitOutlook*> shown;
  for (const UnitOutlook& one : answer.units) {
    if (one.unit.focus) shown.push_back(&one);
  }
  if (!shown.empty()) return shown;
  for (const UnitOutlook& one : answer.units) shown.push_back(&one);
  std::stable_sort(shown.begin(), shown.end(), [](const UnitOutlook* a, const UnitOutlook* b) {
    const auto cost = [](const UnitOutlook* one) {
      return one->to_flip ? one->to_flip->switched.value() : INT64_MAX;
    };
    return cost(a) < cost(b);
  });
  if (shown.size() > kUnitsShown) shown.resize(kUnitsShown);
  return shown;
}

std::string multiple_words(const std::optional<double>& times) {
  return times ? fmt::format("{:.1f}x", *times) : "-";
}

// "10", "-" where there are none to choose, "none" where the question is what follows if the unit
// appoints nobody.
std::string electors_of_unit(const FlipOutlook& answer, const outlook::ElectoralUnit& unit) {
  if (answer.college) {
    const auto& none = answer.college->appoints_none;
    if (std::find(none.begin(), none.end(), unit.id) != none.end()) return "none";
  }
  return unit.electors.value() > 0 ? std::to_string(unit.electors.value()) : "-";
}

// "Wisconsin and Michigan appoint no electors, as asked.": also those without a row of their own.
std::string appoints_none_words(const FlipOutlook& answer) {
  if (!answer.college || answer.college->appoints_none.empty()) return {};
  std::vector<std::string> names;
  for (const election::JurisdictionId& id : answer.college->appoints_none) {
    names.push_back(name_of_unit(answer, id));
  }
  return fmt::format("{} {} no electors, as asked.", listed(names),
                     names.size() == 1 ? "appoints" : "appoint");
}

std::string units_table(const FlipOutlook& answer, const std::vector<const UnitOutlook*>& shown,
                        const Screen& screen) {
  Table table({{"Unit", Align::Left, true},
               {"Electors", Align::Right},
               {"Lead", Align::Right},
               {"To switch", Align::Right},
               {"One-sided", Align::Right},
               {"Of votes", Align::Right},
               {"Largest*", Align::Right}});
  for (const UnitOutlook* one : shown) {
    const auto& unit = one->unit;
    const std::string electors = electors_of_unit(answer, unit);
    if (!one->to_flip) {
      table.add({{unit.name},
                 {electors},
                 {"unknown" + marks_of(unit)},
                 {"unknown"},
                 {"unknown"},
                 {"unknown"},
                 {"unknown"}});
      continue;
    }
    const bool total = unit.total_votes && unit.total_votes->value() > 0;
    table.add(
        {{unit.name},
         {electors},
         {base::grouped(one->to_flip->margin_votes.value()) + marks_of(unit)},
         {base::grouped(one->to_flip->switched.value())},
         {base::grouped(one->to_flip->one_sided.value())},
         {total ? base::percent_of(one->to_flip->margin_votes.value(), unit.total_votes->value(), 3)
                : "unknown"},
         {multiple_words(one->times_largest_share)}});
  }
  std::string out = table.text(screen, 2);
  const std::string nobody = appoints_none_words(answer);
  if (!nobody.empty()) out += paragraph(nobody, screen, 2);
  const std::string largest = answer.largest_shift.share_id.empty()
                                  ? std::string("none known on the day")
                                  : fmt::format("{:.3f}%, {}", 100.0 * answer.largest_shift.share,
                                                answer.largest_shift.share_id);
  out += paragraph(
      fmt::format("* lead over the largest shift of any complete statewide recount since 2000{}, "
                  "both as shares of the votes ({}); dash: none. p press figure, ~ rounded, ? one "
                  "unconfirmed source.",
                  answer.as_of ? " known on the day" : "", largest),
      screen, 2);
  return out;
}

std::string focus_section(const FlipOutlook& answer, const Screen& screen) {
  const outlook::College& college = *answer.college;
  if (college.focus.empty()) return {};
  std::string out = "\nOf the contested units, coming out for the challenger:\n";
  Table table({{"Units", Align::Left, true},
               {score_head(college), Align::Right},
               {"To switch", Align::Right},
               {"Outcome", Align::Left}});
  for (const outlook::FocusCase& one : college.focus) {
    const bool wins = one.outcome == outlook::CollegeOutcome::ChallengerWins;
    const std::string outcome = wins ? "flips"
                                : one.outcome == outlook::CollegeOutcome::WinnerKeeps
                                    ? "no change"
                                    : "the House decides";
    table.add({{units_words(answer, one.set)},
               {score(college, one.set.after)},
               {base::grouped(one.set.switched.value())},
               {outcome, wins ? Tone::Strong : Tone::Plain}});
  }
  return out + table.text(screen, 2);
}

std::string sets_table(const FlipOutlook& answer, const outlook::FlipSets& sets,
                       const Screen& screen) {
  Table table({{"Units", Align::Left, true},
               {score_head(*answer.college), Align::Right},
               {"Margins", Align::Right},
               {"To switch", Align::Right},
               {"Figures", Align::Left, true}});
  for (std::size_t i = 0; i < std::min(kSetsShown, sets.sets.size()); ++i) {
    const outlook::FlipSet& set = sets.sets[i];
    table.add({{units_words(answer, set)},
               {score(*answer.college, set.after)},
               {base::grouped(set.margin_votes.value())},
               {base::grouped(set.switched.value())},
               {figures_words(answer, set)}});
  }
  std::string out = table.text(screen, 2);
  if (sets.sets.size() > kSetsShown || !sets.complete) {
    out += fmt::format("  and {}{} more within the bound (--json lists them)\n",
                       sets.complete ? "" : "at least ",
                       sets.sets.size() - std::min(kSetsShown, sets.sets.size()));
  }
  return out;
}

// Who gets the undecided units: "all to Ben", or choice by choice.
std::string given_words(const FlipOutlook& answer, const outlook::Resolution& resolution) {
  std::map<election::ChoiceId, std::vector<std::string>> by_choice;
  for (const outlook::GivenUnit& given : resolution.given) {
    by_choice[given.choice].push_back(name_of_unit(answer, given.unit));
  }
  if (by_choice.size() == 1) return "all to " + name_of_choice(answer, by_choice.begin()->first);
  std::string words;
  for (const auto& [choice, units] : by_choice) {
    words += fmt::format("{}{} to {}", words.empty() ? "" : "; ", listed(units),
                         name_of_choice(answer, choice));
  }
  return words;
}

// What is the case, or what it would take, when the undecided units come out in one way.
std::string resolution_words(const FlipOutlook& answer, const outlook::Resolution& resolution) {
  const outlook::College& college = *answer.college;
  switch (resolution.outcome) {
    case outlook::CollegeOutcome::ChallengerWins:
      return fmt::format("{} has the majority", name_of_choice(answer, *college.challenger));
    case outlook::CollegeOutcome::NobodyHasMajority:
    case outlook::CollegeOutcome::WinnerKeeps: break;
  }
  const std::string stands = resolution.outcome == outlook::CollegeOutcome::WinnerKeeps
                                 ? name_of_choice(answer, *college.winner) + " has it"
                                 : std::string("nobody has it");
  if (resolution.outright.sets.empty()) return stands + "; no known set would change that";
  const outlook::FlipSet& cheapest = resolution.outright.sets.front();
  return fmt::format("{}; to flip it: {}, {} switched", stands, units_words(answer, cheapest),
                     base::grouped(cheapest.switched.value()));
}

std::string resolutions_section(const FlipOutlook& answer, const Screen& screen) {
  const outlook::College& college = *answer.college;
  if (college.resolutions.empty()) return {};
  std::string out = "\nBy how the undecided units come out:\n";
  Table table({{"Undecided", Align::Left, true},
               {score_head(college), Align::Right},
               {"The majority", Align::Left, true}});
  for (const outlook::Resolution& resolution : college.resolutions) {
    table.add({{given_words(answer, resolution)},
               {score(college, resolution.electors)},
               {resolution_words(answer, resolution)}});
  }
  return out + table.text(screen, 2);
}

std::string sets_section(const FlipOutlook& answer, const Screen& screen) {
  const outlook::College& college = *answer.college;
  std::string out;
  if (college.outright.sets.size() > 1) {
    out += "\nEvery smallest set for a majority, cheapest first:\n";
    out += sets_table(answer, college.outright, screen);
  }
  if (!college.contingent.sets.empty()) {
    out += "\nSets that leave nobody with a majority (the House of Representatives chooses):\n";
    out += sets_table(answer, college.contingent, screen);
  }
  return out;
}

std::string chances_section(const std::vector<const UnitOutlook*>& shown, const Screen& screen) {
  std::string out;
  for (const UnitOutlook* one : shown) {
    if (!one->reference && !one->mechanism && one->no_class.empty()) continue;
    out +=
        labelled(one->unit.name,
                 one->reference ? "past recounts: " + class_words(*one->reference) : one->no_class,
                 kFlipLabelWidth, screen);
    if (one->reference) {
      const outlook::RawClass& raw = one->reference->raw;
      out += labelled("", raw_class_words(raw), kFlipLabelWidth, screen, Tone::Faint);
    }
    if (one->mechanism) {
      out += labelled("", "errors by unit: " + mechanism_words(*one->mechanism), kFlipLabelWidth,
                      screen);
    }
  }
  return out.empty() ? out : "\nHow likely, from accidental errors alone:\n" + out;
}

std::string joint_section(const FlipOutlook& answer, const Screen& screen) {
  if (!answer.joint) return {};
  const outlook::JointAnswer& joint = *answer.joint;
  std::string out = fmt::format("\nAll together, over {} with a lead that recounts have known:\n",
                                counted(static_cast<std::int64_t>(joint.counted.size()), "unit"));
  Table table({{"How units err alike", Align::Left, true},
               {"Challenger wins", Align::Right},
               {"Majority lost", Align::Right}});
  for (const outlook::JointRow& row : joint.rows) {
    if (joint.alone) {
      table.add({{"one unit alone"},
                 {chance_words(row.challenger_wins)},
                 {chance_words(row.winner_loses_majority)}});
      return out + table.text(screen, 2);
    }
    const bool floor = outlook::is_floor(row);
    const std::string law =
        row.copula == stats::Copula::Gaussian ? "Gaussian copula" : "t copula, 4 df";
    table.add({{fmt::format("{}, rho {:.2g}{}", law, row.correlation,
                            floor ? " (a floor, not an estimate)" : ""),
                floor ? Tone::Faint : Tone::Plain},
               {chance_words(row.challenger_wins)},
               {chance_words(row.winner_loses_majority)}});
  }
  table.add({{"one shift for all"}, {chance_words(joint.together)}, {""}});
  table.add({{"given these chances, at most"}, {chance_words(joint.challenger_wins.upper)}, {""}});
  return out + table.text(screen, 2);
}

std::string paper_section(const std::vector<const UnitOutlook*>& shown, const Screen& screen) {
  Table table({{"Unit", Align::Left, true},
               {"Super-simple", Align::Right},
               {"Least", Align::Right},
               {"Polling", Align::Right},
               {"Full recount", Align::Right}});
  for (const UnitOutlook* one : shown) {
    if (!one->paper) continue;
    table.add({{one->unit.name},
               {base::grouped(one->paper->super_simple)},
               {base::grouped(one->paper->error_free_comparison)},
               {one->paper->polling ? base::grouped(*one->paper->polling) : "unknown"},
               {base::grouped(one->paper->cards)}});
  }
  if (table.empty()) return {};
  return "\nWhat paper would settle it: cards to examine at a 5% risk limit, no errors:\n" +
         table.text(screen, 2) +
         paragraph(
             "Comparison audits: super-simple (gamma 1.03905) and the least possible; ballot "
             "polling: BRAVO's expectation. Full recount: ballots, or votes where ballots are "
             "not reported.",
             screen, 2);
}

// "John F. Kennedy 1960 (0.17%)": the lead as a share of the votes for the two; below 0 where the
// winner trailed.
std::string past_words(const std::vector<outlook::PastMargin>& list) {
  std::vector<std::string> words;
  for (const outlook::PastMargin& past : list) {
    const outlook::PopularVoteRecord& record = past.record;
    words.push_back(fmt::format(
        "{} {} ({}{})", record.winner, record.year,
        base::percent_of(record.winner_votes - record.opponent_votes, record.votes_for_two(), 2),
        record.confidence == "low" ? ", unconfirmed" : ""));
  }
  return listed(words);
}

// "Ann leads Ben by 3 votes, 0.11% of the votes for the two and 0.10% of all votes (sum of
// returns)."
std::string lead_words(const FlipOutlook& answer, const outlook::PopularVote& vote) {
  const std::int64_t lead = (vote.leader_votes - vote.other_votes).value();
  std::string basis = vote.basis == outlook::TallyBasis::Returns ? "sum of returns"
                      : vote.press                               ? "press tally"
                                                                 : "tally";
  if (vote.tallied_on) basis += " of " + day_words(*vote.tallied_on);
  const std::string leader = name_of_choice(answer, vote.leader);
  const std::string other = name_of_choice(answer, vote.other);
  if (lead == 0) return fmt::format("{} and {} have as many votes ({}).", leader, other, basis);
  const std::string of_all =
      vote.total_complete
          ? fmt::format(" and {} of all votes", base::percent_of(lead, vote.total_votes.value(), 2))
          : std::string();
  return fmt::format("{} leads {} by {}, {} of the votes for the two{} ({}).", leader, other,
                     counted(lead, "vote"), base::percent_of(lead, vote.votes_for_two().value(), 2),
                     of_all, basis);
}

// That the people's choice is not the electors': lost once they have voted, before only behind.
std::string lost_college_words(const FlipOutlook& answer, const outlook::PopularVote& vote) {
  if (!answer.college) return {};
  const std::string leader = name_of_choice(answer, vote.leader);
  if (vote.leader_lost_college.value_or(false)) {
    return fmt::format(" {} lost the Electoral College, as cast.", leader);
  }
  if (!vote.leader_behind_in_pledged || vote.leader_lost_college) return {};
  return fmt::format(" {} is behind in electors pledged by the figures so far: {}.", leader,
                     electors_words(answer, answer.college->pledged));
}

std::string history_section(const FlipOutlook& answer, const Screen& screen) {
  if (!answer.history) return {};
  const outlook::HistoryAnswer& history = *answer.history;
  std::string text = lead_words(answer, history.vote) + lost_college_words(answer, history.vote);
  if (!history.wider_than.empty()) {
    text += fmt::format(" Wider than the lead of {}.", past_words(history.wider_than));
  }
  if (!history.narrower_than.empty()) {
    text += fmt::format(" Not wider than the lead of {} (--json lists them).",
                        counted(static_cast<std::int64_t>(history.narrower_than.size()),
                                history.wider_than.empty() ? "winner" : "other winner"));
  }
  if (!history.winner_trailed.empty()) {
    text +=
        fmt::format(" Presidents who trailed in votes: {}.", past_words(history.winner_trailed));
  }
  const std::string years = history.first_year == 0
                                ? std::string()
                                : fmt::format(", {} to {}", history.first_year, history.last_year);
  return fmt::format("\nPopular vote beside history{}, by share of the votes for the two:\n",
                     years) +
         paragraph(text, screen, 2);
}

std::string class_basis(const FlipOutlook& answer) {
  const std::string which =
      fmt::format("Past recounts: {} complete statewide ones since 2000{}", answer.class_recounts,
                  answer.as_of ? ", as far as known on the day" : "");
  if (answer.class_recounts < static_cast<std::int64_t>(outlook::kRecountsLeast)) {
    return which + "; too few to speak of a chance.";
  }
  return which + fmt::format(
                     "; shift ~ location {:.5f}% + scale {:.4f}% x Student t with {:.1f} df "
                     "(posterior means). Recounts happen where leads are small: for wide leads "
                     "the class says nothing.",
                     100.0 * answer.class_location, 100.0 * answer.class_scale,
                     answer.class_freedom);
}

std::string errors_basis(const FlipOutlook& answer) {
  if (!answer.mechanism_refusal.empty()) {
    return "Errors by unit: not simulated; " + answer.mechanism_refusal + ".";
  }
  const stats::ErrorRates& rates = answer.error_rates;
  return fmt::format(
      "Errors by unit: fitted from {} ({} units): {:.2f} small errors and {:.2f} votes "
      "recovered per 1,000 votes, {:.1f} large errors per million; assumed: no large error "
      "above {} votes. --json gives the sensitivity to each.",
      answer.error_figures.id, base::grouped(answer.error_figures.reporting_units),
      1e3 * rates.small_per_vote, 1e3 * rates.recovered_per_vote, 1e6 * rates.large_per_vote,
      base::grouped(static_cast<std::int64_t>(rates.large_most)));
}

std::string basis_section(const FlipOutlook& answer, const Screen& screen) {
  return "\nWhat this rests on:\n" + paragraph(class_basis(answer), screen, 2) +
         paragraph(errors_basis(answer), screen, 2) +
         paragraph(
             "Neither layer says anything about deliberate change; \"would have to switch\" does "
             "not say that it happened or could.",
             screen, 2);
}

}  // namespace

std::string flip_text(const FlipOutlook& answer, const Screen& screen) {
  std::string out = headline("Could it flip? " + answer.election_name, screen);
  out += answer.as_of ? fmt::format("As known on {}.\n\n", day_words(*answer.as_of))
                      : "On everything in the package.\n\n";
  if (!answer.other_contests.empty()) {
    std::vector<std::string> others;
    for (const election::ContestId& id : answer.other_contests) others.push_back(id.text);
    out += paragraph(fmt::format("Not looked at: {} (--contest).", listed(others)), screen, 0);
  }
  if (answer.units.empty()) return out + "No unit has figures on the day: nothing can be said.\n";
  if (answer.college) out += college_screen(answer, screen) + "\n";
  const auto shown = units_shown(answer);
  out += units_table(answer, shown, screen);
  if (!answer.unknown.empty()) {
    out += paragraph("Unknown on the day: " + first_named(answer, answer.unknown) + ".", screen, 2);
  }
  if (answer.college && answer.college->refusal.empty()) {
    out += resolutions_section(answer, screen) + focus_section(answer, screen) +
           sets_section(answer, screen);
  }
  out += chances_section(shown, screen);
  out += joint_section(answer, screen);
  out += paper_section(shown, screen);
  out += history_section(answer, screen);
  out += basis_section(answer, screen);
  return out;
}

}  // namespace recanvass::report
