#include "workflow/fee.h"

#include "base/figures.h"
#include "formats/cost_reader.h"

#include <fmt/format.h>

#include <map>

namespace recanvass::workflow {
namespace {

std::optional<base::UsdCents> read_amount(const std::string& text, const char* option,
                                          base::Problems& problems) {
  const auto amount = base::parse_dollars(text);
  if (amount) return *amount;
  for (base::Problem problem : amount.problems()) {
    problem.place.column = option;
    problems.push_back(problem);
  }
  return std::nullopt;
}

std::vector<recount::CostLine> read_lines(const std::string& file, base::Problems& problems) {
  auto lines = formats::read_cost_lines(file);
  if (lines) return std::move(lines).value();
  problems.insert(problems.end(), lines.problems().begin(), lines.problems().end());
  return {};
}

// Two files may give different counties, never the same line twice.
void read_estimates(const FeeRequest& request, recount::CostRecord& record,
                    base::Problems& problems) {
  std::map<std::pair<std::string, std::string>, std::string> seen;  // where it stands
  for (const std::string& file : request.estimate_files) {
    for (const recount::CostLine& line : read_lines(file, problems)) {
      const auto [first, is_new] =
          seen.insert({{line.county, line.item}, fmt::format("{}:{}", file, line.row)});
      if (!is_new) {
        problems.push_back({"cost.duplicate",
                            {file, line.row, "county"},
                            formats::line_name(line.county, line.item) + " again",
                            "each county and item in one file only; it stands at " + first->second,
                            "Remove the line from one of the files."});
      }
      record.estimates.push_back(line);
    }
  }
}

bool looks_like_money(const std::string& text) {
  return !text.empty() && text.find_first_not_of("$0123456789.,-") == std::string::npos;
}

}  // namespace

base::Result<recount::FeeAccount> account_for(const FeeRequest& request) {
  base::Problems problems;
  recount::CostRecord record;
  read_estimates(request, record, problems);
  if (request.quoted) record.quoted = read_amount(*request.quoted, "--quoted", problems);
  for (const std::string& payment : request.payments) {
    if (const auto amount = read_amount(payment, "--paid", problems)) {
      record.payments.push_back(*amount);
    }
  }
  if (request.actual && looks_like_money(*request.actual)) {
    record.actual_total = read_amount(*request.actual, "--actual", problems);
  } else if (request.actual) {
    record.actual_lines = read_lines(*request.actual, problems);
  }
  if (!problems.empty()) return problems;
  return recount::settle(record);
}

}  // namespace recanvass::workflow
