// Runs before tests that have a page: the matchers (`toBeVisible` …).
import '@testing-library/jest-dom/vitest';
