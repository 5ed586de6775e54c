#include "screen/control.h"

#include "base/figures.h"
#include "screen/multiplicity.h"
#include "stats/distributions.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::screen {
namespace {

constexpr double kPartOfLead = 0.1;

// The p that decides of a test of its family, were all others nothing: the first step of both
// corrections.
double level_of_first_step(std::size_t members, std::size_t families) {
  double harmonic = 0.0;
  for (std::size_t i = 1; i <= members; ++i) harmonic += 1.0 / static_cast<double>(i);
  const double inside = static_cast<double>(members) * harmonic;
  return kLevel / (inside * static_cast<double>(families));
}

// The shift that 4 of 5 elections like this would show after the corrections: the interval's reach
// at their level, and 4 in 5.
std::string shift_words(const ShiftToShow& shift, std::size_t members, std::size_t families) {
  constexpr double kFourFifths = 0.8416212335729143;  // of the normal law
  const double level = level_of_first_step(members, families);
  const double reach = stats::student_t_quantile(1.0 - level / 2.0, shift.freedom);
  return fmt::format(
      " To be told from chance in 4 of 5 such elections, corrected for how much was asked, it "
      "would "
      "have to be {}.",
      against_lead((reach + kFourFifths) * shift.error * shift.votes, shift.lead));
}

// Why no statistic comes first, from what there was to hold it against.
std::string no_headline_words(const std::vector<Answered>& answers, const Lead& lead) {
  const bool any_placebos = std::any_of(answers.begin(), answers.end(), [](const Answered& one) {
    return one.finding.placebos && one.finding.placebos->runs > 0;
  });
  std::string words =
      any_placebos
          ? fmt::format("No statistic is unexplained, rarer than its placebo runs{}. ",
                        lead.votes ? " and large enough to matter to the lead" : "")
          : "No statistic was run where nobody disputes anything, so that none is put first. ";
  if (!lead.votes) words += "No lead is known that votes could be read against. ";
  return words;
}

}  // namespace

void correct_for_many(std::vector<Answered>& answers) {
  std::map<std::string, std::vector<std::size_t>> families;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (answers[i].finding.p) families[answers[i].finding.family].push_back(i);
  }
  std::vector<double> least;
  std::vector<std::vector<double>> inside;
  for (const auto& [family, members] : families) {
    std::vector<double> p;
    for (const std::size_t i : members) p.push_back(*answers[i].finding.p);
    inside.push_back(adjusted_p(p, Correction::BenjaminiYekutieli));
    least.push_back(*std::min_element(inside.back().begin(), inside.back().end()));
  }
  const auto among = adjusted_p(least, Correction::Holm);
  std::size_t number = 0;
  for (const auto& [family, members] : families) {
    for (std::size_t k = 0; k < members.size(); ++k) {
      Finding& finding = answers[members[k]].finding;
      finding.p_adjusted = std::max(inside[number][k], among[number]);
      finding.correction = fmt::format(
          "{} test{} of its family by Benjamini-Yekutieli, {} famil{} by Holm", members.size(),
          members.size() == 1 ? "" : "s", families.size(), families.size() == 1 ? "y" : "ies");
      if (const auto& shift = answers[members[k]].to_show) {
        finding.votes_words += shift_words(*shift, members.size(), families.size());
      }
      if (finding.remainder == Remainder::Unexplained && *finding.p_adjusted > kLevel) {
        finding.remainder = Remainder::NotTold;
        finding.remainder_words +=
            " By itself it would be seen; corrected for how much was asked it is not told from "
            "chance. That is no sign that it is nothing.";
      }
    }
    ++number;
  }
}

bool is_headline(const Finding& finding, const Lead& lead) {
  if (finding.remainder != Remainder::Unexplained) return false;
  const bool matters = !lead.votes || !finding.votes_concerned ||
                       static_cast<double>(finding.votes_concerned->value()) >
                           kPartOfLead * static_cast<double>(lead.votes->value());
  if (finding.arithmetic) return matters;
  if (!finding.p_adjusted || *finding.p_adjusted > kLevel) return false;
  // Where the same statistic was never run on an election that nobody disputes, nobody knows how
  // often it looks like this.
  if (!finding.placebos || finding.placebos->runs == 0) return false;
  const double rank = static_cast<double>(finding.placebos->as_large + 1) /
                      static_cast<double>(finding.placebos->runs + 1);
  const double best = 1.0 / static_cast<double>(finding.placebos->runs + 1);
  if (rank > std::max(kLevel, best)) return false;
  return matters;
}

std::string summary_words(const std::vector<Answered>& answers, const Lead& lead) {
  std::map<Remainder, int> numbers;
  int headlines = 0;
  std::string arithmetic;
  for (const Answered& answer : answers) {
    ++numbers[answer.finding.remainder];
    if (!is_headline(answer.finding, lead)) continue;
    if (answer.finding.arithmetic) {
      arithmetic += fmt::format("First, by arithmetic and without any test, \"{}\": {} ",
                                answer.finding.title, answer.finding.votes_words);
    } else {
      ++headlines;
    }
  }
  const int nothing_done = numbers[Remainder::NotChecked];
  if (!answers.empty() && static_cast<std::size_t>(nothing_done) == answers.size()) {
    return fmt::format(
        "Nothing was looked at: none of {} questions could be asked of the figures that are there.",
        answers.size());
  }
  std::string words = fmt::format(
      "{}: {} explained, {} with nothing seen beyond chance, {} not told from chance, {} "
      "unexplained. ",
      base::counted(static_cast<std::int64_t>(answers.size()), "question", "questions"),
      numbers[Remainder::Explained], numbers[Remainder::NothingSeen], numbers[Remainder::NotTold],
      numbers[Remainder::Unexplained]);
  const auto add = [&](Remainder remainder, const char* one, const char* several) {
    const int number = numbers[remainder];
    if (number > 0) words += fmt::format("{} {}. ", number, number == 1 ? one : several);
  };
  add(Remainder::Told, "is a fact or a picture that is told and not tested",
      "are facts or pictures that are told and not tested");
  add(Remainder::Refused, "is refused, with why", "are refused, with why");
  add(Remainder::NotChecked, "could not be checked for want of figures",
      "could not be checked for want of figures");
  words += arithmetic;
  words +=
      headlines == 0
          ? no_headline_words(answers, lead)
          : fmt::format(
                "{} of the unexplained statistics could matter to the lead and should be settled "
                "by paper first. ",
                headlines);
  return words +
         "A screen says where to look. It cannot show that an outcome is right, nor that "
         "it is wrong: paper can.";
}

}  // namespace recanvass::screen
