#include "screen/survey.h"

#include "screen/multiplicity.h"

#include <algorithm>
#include <map>

namespace recanvass::screen {
namespace {

constexpr std::uint64_t kStreamsAGroup = 1000;

UnitTable chosen_units(const UnitTable& table, const std::vector<std::size_t>& units) {
  UnitTable out;
  out.id = table.id;
  out.words = table.words;
  out.group_words = table.words;
  for (const std::size_t unit : units) {
    out.units.push_back(table.units[unit]);
    out.groups.push_back(table.units[unit]);
  }
  for (const Measure& measure : table.measures) {
    out.measures.push_back(
        {measure.id, measure.words, values_of(table, measure.id, units), measure.left_out});
  }
  for (const Label& label : table.labels) {
    Label chosen{label.id, {}};
    for (const std::size_t unit : units) chosen.values.push_back(label.values[unit]);
    out.labels.push_back(chosen);
  }
  return out;
}

std::map<std::string, std::vector<std::size_t>> units_by_group(const UnitTable& table) {
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t unit = 0; unit < table.units.size(); ++unit) {
    groups[table.groups[unit]].push_back(unit);
  }
  return groups;
}

}  // namespace

UnitTable table_of_group(const UnitTable& table, const std::string& group) {
  const auto groups = units_by_group(table);
  const auto found = groups.find(group);
  return chosen_units(table, found == groups.end() ? std::vector<std::size_t>{} : found->second);
}

SurveyLine survey_groups(const Question& question, const AskedOf& asked,
                         const AnswerOne& answer_one, std::size_t units_least) {
  SurveyLine line;
  line.id = question.id;
  line.title = question.title;
  line.missing = asked.missing;
  if (asked.table == nullptr) return line;
  std::vector<double> p;
  AskedOf one = asked;
  for (const auto& [group, units] : units_by_group(*asked.table)) {
    one.key.stream += kStreamsAGroup;
    if (units.size() < units_least) continue;
    const UnitTable table = chosen_units(*asked.table, units);
    one.table = &table;
    const Finding finding = answer_one(question, one).finding;
    if (!was_looked_at(finding.remainder) || !is_tested(finding.remainder)) continue;
    ++line.groups;
    if (finding.p) {
      p.push_back(*finding.p);
      line.at_level += *finding.p <= kLevel ? 1 : 0;
    }
    if (finding.remainder == Remainder::Unexplained) {
      ++line.unexplained;
      line.which.push_back(group);
    }
  }
  const auto adjusted = adjusted_p(p, Correction::BenjaminiHochberg);
  line.after_bh =
      std::count_if(adjusted.begin(), adjusted.end(), [](double value) { return value <= kLevel; });
  return line;
}

}  // namespace recanvass::screen
