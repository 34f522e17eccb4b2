import { Component, type ReactNode } from 'react';
import { Failed } from '@/shared/components/States';

/** A screen that breaks does not take the others with it. */
export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null as unknown };
  static getDerivedStateFromError(error: unknown) { return { error }; }
  override componentDidCatch(error: unknown) { console.error(error); }
  override render() {
    return this.state.error ? <Failed page error={this.state.error} retry={() => this.setState({ error: null })} /> : this.props.children;
  }
}
