#include "workflow/vectors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace recanvass::workflow {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

// Golden files write infinities as texts, which JSON numbers cannot hold.
bool read_number(const base::Json& value, double& number) {
  if (value.is_number()) {
    number = value.get<double>();
    return true;
  }
  if (value == "inf" || value == "-inf") {
    number = value == "inf" ? kInfinite : -kInfinite;
    return true;
  }
  return false;
}

std::string case_line(std::string_view file, std::size_t index, const std::string& kind,
                      const std::vector<std::string>& differences) {
  return fmt::format("{}: case {} ({}): {}", file, index + 1, kind, fmt::join(differences, "; "));
}

// As the case says, or as it looks like.
std::string kind_of(const base::Json& one, const std::vector<VectorKind>& kinds) {
  if (!one.is_object()) return "no kind";
  if (one.contains("kind") && one.at("kind").is_string()) return one.at("kind").get<std::string>();
  for (const VectorKind& known : kinds) {
    if (known.fits != nullptr && known.fits(one)) return std::string(known.kind);
  }
  return "no kind";
}

// What differs, by all that is known of the kind.
std::vector<std::string> check_case(const base::Json& one, const base::Json& cases,
                                    const std::string& kind, const std::vector<VectorKind>& kinds) {
  CaseCheck check(one, cases);
  bool known = false;
  for (const VectorKind& entry : kinds) {
    if (entry.kind != kind) continue;
    known = true;
    try {
      entry.check(check);
    } catch (const base::Json::exception& fault) {
      check.differ(fmt::format("an input is missing or of another type ({})", fault.what()));
    }
  }
  if (!known) return {"a kind of case that this program does not know"};
  return check.differences();
}

}  // namespace

double CaseCheck::number(const std::string& key) {
  double number = 0.0;
  if (!given_.contains(key) || !read_number(given_.at(key), number)) {
    differences_.push_back(fmt::format("no number \"{}\"", key));
  }
  return number;
}

std::int64_t CaseCheck::whole(const std::string& key) {
  if (given_.contains(key) && given_.at(key).is_number_integer()) {
    return given_.at(key).get<std::int64_t>();
  }
  differences_.push_back(fmt::format("no whole number \"{}\"", key));
  return 0;
}

std::vector<double> CaseCheck::numbers(const std::string& key) {
  std::vector<double> list;
  bool good = given_.contains(key) && given_.at(key).is_array();
  if (good) {
    for (const base::Json& value : given_.at(key)) {
      double number = 0.0;
      good = good && read_number(value, number);
      list.push_back(number);
    }
  }
  if (good) return list;
  differences_.push_back(fmt::format("no list of numbers \"{}\"", key));
  return {};
}

void CaseCheck::expect(const std::string& key, double found, double tolerance) {
  if (!given_.contains(key)) return;
  ++compared_;
  double expected = 0.0;
  if (!read_number(given_.at(key), expected)) {
    differences_.push_back(fmt::format("expected {} is no number", key));
    return;
  }
  const bool same =
      found == expected || (std::isfinite(found) && std::isfinite(expected) &&
                            std::abs(found - expected) <= tolerance * std::abs(expected));
  if (!same) {
    differences_.push_back(fmt::format("{} is {:.17g}, expected {:.17g}", key, found, expected));
  }
}

void CaseCheck::expect_value(const std::string& key, const base::Json& found) {
  if (!given_.contains(key)) return;
  ++compared_;
  const base::Json& expected = given_.at(key);
  if (found == expected) return;
  constexpr std::size_t kShown = 200;
  differences_.push_back(fmt::format("{} is {:.{}}, expected {:.{}}", key, found.dump(), kShown,
                                     expected.dump(), kShown));
}

std::vector<std::string> CaseCheck::differences() const {
  if (differences_.empty() && compared_ == 0) return {"the case expects nothing of its kind"};
  return differences_;
}

std::vector<VectorKind> all_vector_kinds() {
  std::vector<VectorKind> kinds = recount_vector_kinds();
  for (const auto& more : {draw_vector_kinds(), assorter_vector_kinds(), raire_vector_kinds()})
    kinds.insert(kinds.end(), more.begin(), more.end());
  std::stable_sort(kinds.begin(), kinds.end(),
                   [](const VectorKind& a, const VectorKind& b) { return a.kind < b.kind; });
  return kinds;
}

base::Result<VectorReport> run_vectors(std::string_view text, std::string_view file,
                                       const std::vector<VectorKind>& kinds) {
  auto parsed = base::parse_json(text, file);
  if (!parsed) return parsed.problems();
  const base::Json& json = *parsed;
  if (!json.is_object() || !json.contains("cases") || !json.at("cases").is_array()) {
    return base::Problem{"vectors.shape",
                         {std::string(file), 0, "cases"},
                         "no list \"cases\"",
                         "an object with \"meta\" and a list \"cases\"",
                         "Give a golden file; tests/vectors/ has examples."};
  }
  VectorReport report;
  const base::Json& cases = json.at("cases");
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const std::string kind = kind_of(cases.at(i), kinds);
    const std::vector<std::string> differences = check_case(cases.at(i), cases, kind, kinds);
    if (differences.empty()) {
      ++report.passed;
    } else {
      ++report.failed;
      report.lines.push_back(case_line(file, i, kind, differences));
    }
  }
  return report;
}

}  // namespace recanvass::workflow
