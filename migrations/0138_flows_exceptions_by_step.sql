-- Whose a step was that was passed over with leave is looked up by the step.
create index flow_exception_granted on flow_exception (step_id) where state = 'granted';
