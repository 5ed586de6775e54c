#include "workflow/vectors.h"

#include "base/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <new>
#include <stdexcept>

namespace recanvass::workflow {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

// Golden files write as texts what JSON numbers cannot hold.
bool read_number(const base::Json& value, double& number) {
  if (value.is_number()) {
    number = value.get<double>();
    return true;
  }
  if (value == "inf" || value == "-inf") {
    number = value == "inf" ? kInfinite : -kInfinite;
    return true;
  }
  if (value == "nan") {
    number = std::numeric_limits<double>::quiet_NaN();
    return true;
  }
  return false;
}

bool same_number(double found, double expected, double tolerance) {
  if (std::isnan(expected)) return std::isnan(found);
  return found == expected || (std::isfinite(found) && std::isfinite(expected) &&
                               std::abs(found - expected) <= tolerance * std::abs(expected));
}

std::string case_line(std::string_view file, std::size_t index, const std::string& kind,
                      const std::vector<std::string>& differences) {
  return fmt::format("{}: case {} ({}): {}", file, index + 1, kind, fmt::join(differences, "; "));
}

// Where a file has a seed of more digits than 64 bits hold, with its digits. Reading it as a number
// gives a double with other digits, and so another draw.
class LongSeeds : public base::Json::json_sax_t {
 public:
  struct Seed {
    base::Json::json_pointer at;
    std::string digits;
  };
  [[nodiscard]] const std::vector<Seed>& found() const { return found_; }

  bool null() override { return pass(); }
  bool boolean(bool) override { return pass(); }
  bool number_integer(number_integer_t) override { return pass(); }
  bool number_unsigned(number_unsigned_t) override { return pass(); }
  bool number_float(number_float_t, const string_t& text) override {
    const bool whole = text.find_first_not_of("0123456789") == std::string::npos;
    if (whole && !open_.empty() && open_.back().key.ends_with("seed")) {
      base::Json::json_pointer at;
      for (const Open& level : open_) {
        if (level.is_list) {
          at /= level.index;
        } else {
          at /= level.key;
        }
      }
      found_.push_back({std::move(at), text});
    }
    return pass();
  }
  bool string(string_t&) override { return pass(); }
  bool binary(binary_t&) override { return pass(); }
  bool start_object(std::size_t) override { return open({false, 0, {}}); }
  bool key(string_t& name) override {
    open_.back().key = name;
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open({true, 0, {}}); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t, const std::string&, const base::Json::exception&) override {
    return false;
  }

 private:
  struct Open {
    bool is_list = false;
    std::size_t index = 0;
    std::string key;
  };
  bool pass() {
    if (!open_.empty()) ++open_.back().index;
    return true;
  }
  bool open(Open level) {
    open_.push_back(std::move(level));
    return true;
  }
  bool close() {
    open_.pop_back();
    return pass();
  }

  std::vector<Open> open_;
  std::vector<Seed> found_;
};

base::Result<base::Json> read_golden(std::string_view text, std::string_view file) {
  auto parsed = base::parse_json(text, file);
  if (!parsed) return parsed;
  LongSeeds seeds;
  base::Json::sax_parse(text.begin(), text.end(), &seeds);
  base::Json json = std::move(parsed).value();
  for (const LongSeeds::Seed& seed : seeds.found()) json.at(seed.at) = seed.digits;
  return json;
}

// The kind a case names, or the test it runs, or what it looks like.
std::string kind_named(const base::Json& one, const std::vector<VectorKind>& kinds) {
  if (!one.is_object()) return "no kind";
  for (const char* key : {"kind", "test"}) {
    if (one.contains(key) && one.at(key).is_string()) return one.at(key).get<std::string>();
  }
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
    } catch (const base::BrokenProgram& fault) {
      // Files of others hold anything: a case that asks for what cannot be is that case's fault.
      check.differ(fmt::format("inputs that no such case can have ({})", fault.what()));
    } catch (const std::length_error&) {
      check.differ("more to compute than fits in memory");
    } catch (const std::bad_alloc&) {
      check.differ("more to compute than fits in memory");
    }
  }
  if (!known) return {"a kind of case that this program does not know"};
  return check.differences();
}

// Sizes that a file lists by contest beside its cases belong to the case of that contest.
void hand_to_cases(base::Json& file, const char* member) {
  if (!file.contains(member) || !file.at(member).is_object()) return;
  for (base::Json& one : file.at("cases")) {
    if (!one.is_object() || !one.contains("contest") || !one.at("contest").is_string()) continue;
    const auto listed = file.at(member).find(one.at("contest").get<std::string>());
    if (listed != file.at(member).end()) one[member] = *listed;
  }
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

bool CaseCheck::infinite(const std::string& key) const {
  return given_.contains(key) && given_.at(key) == "inf";
}

std::string CaseCheck::text(const std::string& key) {
  if (given_.contains(key) && given_.at(key).is_string()) return given_.at(key).get<std::string>();
  differences_.push_back(fmt::format("no text \"{}\"", key));
  return {};
}

std::string CaseCheck::seed(const std::string& key) {
  if (given_.contains(key)) {
    const base::Json& seed = given_.at(key);
    if (seed.is_string()) return seed.get<std::string>();
    if (seed.is_number_integer()) return seed.dump();
  }
  differences_.push_back(fmt::format("no seed \"{}\" of digits or as a text", key));
  return {};
}

CaseCheck CaseCheck::member(const std::string& key) {
  static const base::Json nothing = base::Json::object();
  if (given_.contains(key) && given_.at(key).is_object()) return CaseCheck(given_.at(key));
  differences_.push_back(fmt::format("no object \"{}\"", key));
  return CaseCheck(nothing);
}

void CaseCheck::take_over(const CaseCheck& part) {
  differences_.insert(differences_.end(), part.differences_.begin(), part.differences_.end());
  compared_ += part.compared_;
}

void CaseCheck::expect(const std::string& key, double found, double tolerance) {
  if (!given_.contains(key)) return;
  double expected = 0.0;
  if (!read_number(given_.at(key), expected)) {
    ++compared_;
    differences_.push_back(fmt::format("expected {} is no number", key));
    return;
  }
  compare(key, expected, found, tolerance);
}

void CaseCheck::compare(const std::string& what, double expected, double found, double tolerance) {
  ++compared_;
  if (same_number(found, expected, tolerance)) return;
  differences_.push_back(fmt::format("{} is {:.17g}, expected {:.17g}", what, found, expected));
}

void CaseCheck::expect_list(const std::string& key, const std::vector<double>& found,
                            double tolerance) {
  if (!given_.contains(key)) return;
  ++compared_;
  const std::vector<double> expected = numbers(key);
  if (expected.size() != found.size()) {
    differences_.push_back(
        fmt::format("{} has {} numbers, expected {}", key, found.size(), expected.size()));
    return;
  }
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (same_number(found[i], expected[i], tolerance)) continue;
    differences_.push_back(fmt::format("number {} of {} is {:.17g}, expected {:.17g}", i + 1, key,
                                       found[i], expected[i]));
    return;
  }
}

void CaseCheck::expect_text(const std::string& key, std::string_view found) {
  if (!given_.contains(key)) return;
  ++compared_;
  if (given_.at(key) == found) return;
  differences_.push_back(
      fmt::format("{} is \"{}\", expected {}", key, found, given_.at(key).dump()));
}

void CaseCheck::expect_truth(const std::string& key, bool found) {
  if (!given_.contains(key)) return;
  ++compared_;
  if (given_.at(key) == found) return;
  differences_.push_back(fmt::format("{} is {}, expected {}", key, found, given_.at(key).dump()));
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

double number_named(std::string_view name) {
  double number = 0.0;
  const auto end = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool whole = end.ec == std::errc() && end.ptr == name.data() + name.size();
  return whole ? number : std::numeric_limits<double>::quiet_NaN();
}

std::vector<VectorKind> all_vector_kinds() {
  std::vector<VectorKind> kinds = recount_vector_kinds();
  for (const auto& more : {risk_vector_kinds(), size_vector_kinds(), audit_vector_kinds(),
                           draw_vector_kinds(), assorter_vector_kinds(), raire_vector_kinds(),
                           screen_vector_kinds(), published_vector_kinds()}) {
    kinds.insert(kinds.end(), more.begin(), more.end());
  }
  std::stable_sort(kinds.begin(), kinds.end(),
                   [](const VectorKind& a, const VectorKind& b) { return a.kind < b.kind; });
  return kinds;
}

base::Result<VectorReport> run_vectors(std::string_view text, std::string_view file,
                                       const std::vector<VectorKind>& kinds) {
  auto parsed = read_golden(text, file);
  if (!parsed) return parsed.problems();
  base::Json json = std::move(parsed).value();
  if (!json.is_object() || !json.contains("cases") || !json.at("cases").is_array()) {
    return base::Problem{"vectors.shape",
                         {std::string(file), 0, "cases"},
                         "no list \"cases\"",
                         "an object with \"meta\" and a list \"cases\"",
                         "Give a golden file; tests/vectors/ has examples."};
  }
  hand_to_cases(json, "max_asn_percent");
  VectorReport report;
  const base::Json& cases = json.at("cases");
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const std::string kind = kind_named(cases.at(i), kinds);
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
