#include "screen/control.h"

#include "base/figures.h"
#include "screen/multiplicity.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::screen {
namespace {

constexpr double kPartOfLead = 0.1;

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
          ? "No statistic is unexplained, rarer than its placebo runs and large enough to matter "
            "to "
            "the lead. "
          : fmt::format(
                "{} of the unexplained statistics could matter to the lead and should be settled "
                "by paper first. ",
                headlines);
  return words +
         "A screen says where to look. It cannot show that an outcome is right, nor that "
         "it is wrong: paper can.";
}

}  // namespace recanvass::screen
