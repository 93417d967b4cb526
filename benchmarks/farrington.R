# The peer on the same series: farringtonFlexible of the R package surveillance.
# usage: Rscript farrington.R counts.csv p.csv     one series a row, the last column is judged; writes one p-value a row
suppressMessages(library(surveillance))
files <- commandArgs(trailingOnly = TRUE)
counts <- as.matrix(read.csv(files[1], header = FALSE))
weeks <- ncol(counts)
control <- list(
  range = weeks, b = 3, w = 3, noPeriods = 10, reweight = TRUE, weightsThreshold = 2.58,
  pastWeeksNotIncluded = 26, pThresholdTrend = 1, thresholdMethod = "nbPlugin", alpha = 0.005, limit54 = c(5, 4)
)
judge <- function(y) {
  series <- sts(observed = y, start = c(2001, 1), frequency = 52)
  answer <- suppressWarnings(try(farringtonFlexible(series, control), silent = TRUE))
  if (inherits(answer, "try-error")) return(1)
  if (sum(tail(y, 4)) < 5) return(1)
  p <- as.numeric(answer@control$pvalue)
  if (is.na(p)) 1 else p
}
write.table(apply(counts, 1, judge), files[2], row.names = FALSE, col.names = FALSE)
