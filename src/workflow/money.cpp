#include "workflow/money.h"

namespace recanvass::workflow {

base::UsdCents CostStatement::sum() const {
  base::UsdCents total;
  for (const MoneyLine& line : lines) total += line.amount;
  return total;
}

}  // namespace recanvass::workflow
